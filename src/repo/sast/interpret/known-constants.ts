import type { Constant } from '../value.ts';

/** Constants of libraries that rules ask about: file modes (https://docs.python.org/3/library/stat.html). */
export const knownConstants: Readonly<Record<string, Constant>> = {
  'stat.S_IRWXU': 0o700,
  'stat.S_IRUSR': 0o400,
  'stat.S_IWUSR': 0o200,
  'stat.S_IXUSR': 0o100,
  'stat.S_IRWXG': 0o070,
  'stat.S_IRGRP': 0o040,
  'stat.S_IWGRP': 0o020,
  'stat.S_IXGRP': 0o010,
  'stat.S_IRWXO': 0o007,
  'stat.S_IROTH': 0o004,
  'stat.S_IWOTH': 0o002,
  'stat.S_IXOTH': 0o001,
};
