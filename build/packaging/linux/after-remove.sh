#!/bin/bash

# On an upgrade rpm calls this when the new version is set up already, and would take its links away.
case "$1" in
[1-9]* | upgrade | failed-upgrade | abort-upgrade) exit 0 ;;
esac

# Delete the link to the binary
# update-alternatives --remove <name> <path>: 'path' must be the registered alternative binary,
# not the generic symlink — see https://man7.org/linux/man-pages/man1/update-alternatives.1.html
if type update-alternatives >/dev/null 2>&1; then
    update-alternatives --remove '${executable}' '/opt/${sanitizedProductName}/${executable}'
else
    rm -f '/usr/bin/${executable}'
fi

APPARMOR_PROFILE_DEST='/etc/apparmor.d/${executable}'

# Remove and unload apparmor profile.
if [ -f "$APPARMOR_PROFILE_DEST" ]; then
  # Unload the profile from the running kernel before deleting the file so the
  # policy is not left enforced until the next reboot.  Mirror the chroot guard
  # used in the after-install script — live AppArmor operations are not
  # meaningful inside a chroot.
  # https://wiki.debian.org/AppArmor/HowToUse
  if apparmor_status --enabled > /dev/null 2>&1; then
    if ! { [ -x '/usr/bin/ischroot' ] && /usr/bin/ischroot; } && hash apparmor_parser 2>/dev/null; then
      apparmor_parser --remove "$APPARMOR_PROFILE_DEST" || true
    fi
  fi
  rm -f "$APPARMOR_PROFILE_DEST"
fi

# "purge" of Debian takes the configuration. The history is not ours to delete, nor the key, without which its saved passwords are lost.
if [ "$1" = purge ]; then
    rm -f /etc/holdfast/config.toml /etc/holdfast/provision.json /etc/holdfast/policy.json /etc/holdfast/agent-rules.toml
    if [ -d /var/lib/holdfast ]; then
        echo "/var/lib/holdfast and /etc/holdfast/holdfast.key were kept. Delete them if nobody needs the history and the saved passwords."
    else
        rm -f /etc/holdfast/holdfast.key
    fi
    rmdir --ignore-fail-on-non-empty /etc/holdfast 2>/dev/null
fi
exit 0
