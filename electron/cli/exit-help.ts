export const FIRST_STEPS = `
First steps:
  sudo holdfast service install                 run in the background; or, for now and in a terminal of its own: holdfast core
  holdfast protect ~/Documents --to /mnt/disk   the first backup now, then one every hour (with a service: sudo holdfast ...)
  holdfast status                               am I protected?
  holdfast restore latest --to ~/Restored       bring it back
  holdfast kit save                             what brings it back when this computer is gone
`;

export const EXIT_HELP = `
Exit codes:
  0  done
  1  failed, also when a backup or a restore failed
  2  wrong usage, or a value that was refused
  3  no Holdfast is running here, or none that you may command
  4  done with warnings: the backup exists, but some files could not be read; or find could not ask every repository

Settings come from flags, then HOLDFAST_... variables, then config.toml, under the same names:
--data-dir, HOLDFAST_DATA_DIR, data-dir.`;
