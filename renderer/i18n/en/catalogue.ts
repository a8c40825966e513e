// SPDX-License-Identifier: Apache-2.0
import { activity } from './activity.ts';
import { backup } from './backup.ts';
import { banner } from './banner.ts';
import { browsers } from './browsers.ts';
import { common } from './common.ts';
import { detail } from './detail.ts';
import { enrolment } from './enrolment.ts';
import { exports_ } from './exports.ts';
import { find } from './find.ts';
import { imports } from './imports.ts';
import { install } from './install.ts';
import { list } from './list.ts';
import { losses } from './losses.ts';
import { preflight } from './preflight.ts';
import { reminders } from './reminders.ts';
import { renewal } from './renewal.ts';
import { security } from './security.ts';
import { progress, settings } from './settings.ts';
import { revocation } from './revocation.ts';
import { servers } from './servers.ts';
import { sheet } from './sheet.ts';
import { shell } from './shell.ts';
import { status, time } from './status.ts';
import { proof, removal, takeIn } from './stores.ts';
import { timeline } from './timeline.ts';
import { modules } from './token-modules.ts';
import { tokenWork } from './token-work.ts';
import { tokenObjects, tokens } from './tokens.ts';
import { tour } from './tour.ts';
import { trash } from './trash.ts';
import { trust } from './trust.ts';
import { vault } from './vault.ts';
import { webEnrolments } from './web-enrolments.ts';
import { watched } from './watched.ts';

export const en = {
  common,
  shell,
  status,
  time,
  list,
  trash,
  trust,
  detail,
  enrolment,
  servers,
  find,
  losses,
  preflight,
  import: imports,
  export: exports_,
  vault,
  backup,
  banner,
  sheet,
  activity,
  revocation,
  security,
  settings,
  progress,
  browsers,
  install,
  proof,
  removal,
  takeIn,
  timeline,
  tokens,
  tokenObjects,
  tokenWork,
  modules,
  tour,
  watched,
  webEnrolments,
  reminders,
  renewal,
} as const;
