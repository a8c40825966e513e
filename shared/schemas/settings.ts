// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { autoLockChoices } from '../domain/secrets/protector-kinds.ts';
import {
  expiringChoices,
  groupings,
  listColumns,
  listDensities,
  sortKeys,
} from '../domain/certificates/certificate-states.ts';
import { expiringDays } from '../domain/certificates/certificate-status.ts';
import { standardReminderDays } from '../domain/certificates/reminder-plan.ts';
import { quietHoursSchema, reminderDaysSchema } from './certificates/reminder.ts';

const languageSchema = z.enum(['system', 'zh-CN', 'en']);
const themeSchema = z.enum(['system', 'light', 'dark']);
const textSizeSchema = z.enum(['standard', 'large', 'largest']);

const autoLockSchema = z.literal(autoLockChoices);

const remindersSchema = z.strictObject({
  isOn: z.boolean(),
  days: reminderDaysSchema,
  quietHours: quietHoursSchema.nullable(),
  /** Protects against shoulder surfing. */
  hideNames: z.boolean(),
});

const listViewSchema = z.strictObject({
  sort: z.strictObject({ by: z.enum(sortKeys), descending: z.boolean() }),
  group: z.enum(groupings),
  columns: z.array(z.enum(listColumns)).max(listColumns.length),
  density: z.enum(listDensities),
  expiredLast: z.boolean(),
  expiredHidden: z.boolean().default(false),
  expiringDays: z.literal(expiringChoices).default(expiringDays),
});

/** Never contains a secret. Electron and Chromium share the file. */
export const settingsSchema = z.strictObject({
  language: languageSchema.default('system'),
  theme: themeSchema.default('system'),
  textSize: textSizeSchema.default('standard'),
  autoLockMinutes: autoLockSchema.default(15),
  /** Enables features not yet tested on a real system, such as the macOS keychain. */
  useUnverified: z.boolean().default(false),
  reminders: remindersSchema.default({
    isOn: true,
    days: [...standardReminderDays],
    quietHours: { from: 22, to: 8 },
    hideNames: false,
  }),
  list: listViewSchema.default({
    sort: { by: 'expiry', descending: false },
    group: 'none',
    columns: ['issuer', 'where', 'status', 'backup'],
    density: 'auto',
    expiredLast: true,
    expiredHidden: false,
    expiringDays,
  }),
  keepInTray: z.boolean().default(false),
  startAtLogin: z.boolean().default(false),
  downloadFolder: z.string().max(4096).nullable().default(null),
  window: z
    .strictObject({
      width: z.number().int().min(400).max(10000),
      height: z.number().int().min(300).max(10000),
      x: z.number().int().optional(),
      y: z.number().int().optional(),
      maximized: z.boolean(),
    })
    .default({ width: 1280, height: 800, maximized: false }),
});
export type Settings = z.infer<typeof settingsSchema>;

/** `partial()` would fill in zod's defaults, so changing the theme would reset the language. */
export const settingsChangeSchema = z.strictObject({
  language: languageSchema.optional(),
  theme: themeSchema.optional(),
  textSize: textSizeSchema.optional(),
  autoLockMinutes: autoLockSchema.optional(),
  useUnverified: z.boolean().optional(),
  reminders: remindersSchema.optional(),
  list: listViewSchema.optional(),
  keepInTray: z.boolean().optional(),
  startAtLogin: z.boolean().optional(),
});
