export const EXIT_HELP = `
Exit codes:
  0  done
  1  failed, also when a backup or a restore failed
  2  wrong usage, or a value that was refused
  3  no Holdfast is running here
  4  done with warnings: the backup exists, but some files could not be read

Settings come from flags, then HOLDFAST_... variables, then config.toml, under the same names:
--data-dir, HOLDFAST_DATA_DIR, data-dir.`;
