#!/bin/bash

# Debian says "remove", rpm how many versions stay. On an upgrade the service goes on with the new program.
case "$1" in
remove | 0)
    # Installed again it goes on with it.
    if [ -e /etc/systemd/system/holdfast.service ]; then
        touch /var/lib/holdfast/had-service || true
    fi
    if [ -x /usr/bin/holdfast ]; then
        /usr/bin/holdfast service uninstall || true
    fi
    if [ "$(readlink /usr/bin/holdfast)" = '/opt/Holdfast/resources/holdfast' ]; then
        rm -f /usr/bin/holdfast
    fi
    ;;
esac
exit 0
