// SPDX-License-Identifier: Apache-2.0
import { statusNames } from '../../../shared/i18n/certificate-names.ts';
import { activity } from './app/activity.ts';
import { backupRoom } from './vault/backup-room.ts';
import { familySheet } from './vault/family-sheet.ts';
import { backup } from './vault/backup.ts';
import { banner } from './app/banner.ts';
import { bankSite } from './stores/bank-site.ts';
import { browsers } from './stores/browsers.ts';
import { common } from './app/common.ts';
import { detail } from './certificates/detail.ts';
import { enrolment } from './enrolment/enrolment.ts';
import { exports_ } from './vault/exports.ts';
import { find } from './certificates/find.ts';
import { help } from './app/help.ts';
import { imports } from './vault/imports.ts';
import { install } from './stores/install.ts';
import { list } from './certificates/list.ts';
import { losses } from './certificates/losses.ts';
import { bankPage, menu, notices } from './certificates/menu.ts';
import { overview } from './app/overview.ts';
import { guide, renewalList } from './enrolment/guide.ts';
import { practice } from './app/practice.ts';
import { preflight } from './enrolment/preflight.ts';
import { reminders } from './certificates/reminders.ts';
import { renewMany } from './enrolment/renew-many.ts';
import { renewal } from './enrolment/renewal.ts';
import { security } from './vault/security.ts';
import { progress, settings } from './app/settings.ts';
import { revocation } from './certificates/revocation.ts';
import { servers } from './enrolment/servers.ts';
import { sheet } from './certificates/sheet.ts';
import { shell } from './app/shell.ts';
import { time } from './app/time.ts';
import { proof, removal, takeIn } from './stores/stores.ts';
import { timeline } from './certificates/timeline.ts';
import { modules } from './tokens/token-modules.ts';
import { tokenWork } from './tokens/token-work.ts';
import { tokenObjects, tokens } from './tokens/tokens.ts';
import { tour } from './app/tour.ts';
import { trash } from './certificates/trash.ts';
import { trust } from './certificates/trust.ts';
import { vault } from './vault/vault.ts';
import { webEnrolments } from './enrolment/web-enrolments.ts';
import { watched } from './certificates/watched.ts';

export const zhCn = {
  common,
  shell,
  status: statusNames['zh-CN'],
  time,
  list,
  trash,
  trust,
  detail,
  enrolment,
  servers,
  find,
  help,
  losses,
  bankPage,
  bankSite,
  menu,
  notices,
  overview,
  practice,
  preflight,
  import: imports,
  export: exports_,
  vault,
  backup,
  backupRoom,
  familySheet,
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
  renewMany,
  renewalList,
  guide,
} as const;
