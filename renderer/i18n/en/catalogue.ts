import { common } from './common.ts';
import { detail } from './detail.ts';
import { exports_ } from './exports.ts';
import { imports } from './imports.ts';
import { list } from './list.ts';
import { rooms } from './rooms.ts';
import { security } from './security.ts';
import { progress, settings } from './settings.ts';
import { shell } from './shell.ts';
import { status, time } from './status.ts';
import { vault } from './vault.ts';

export const en = {
  common,
  shell,
  rooms,
  status,
  time,
  list,
  detail,
  import: imports,
  export: exports_,
  vault,
  security,
  settings,
  progress,
} as const;
