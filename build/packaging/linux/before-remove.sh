#!/bin/bash

# Debian says "remove", rpm how many versions stay. On an upgrade the service goes on with the new program.
case "$1" in
remove | 0)
    if [ -x /usr/bin/holdfast ]; then
        /usr/bin/holdfast service uninstall || true
    fi
    if [ "$(readlink /usr/bin/holdfast)" = '/opt/Holdfast/resources/holdfast' ]; then
        rm -f /usr/bin/holdfast
    fi
    ;;
esac
exit 0
