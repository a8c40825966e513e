// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { standardReminderDays } from '../domain/reminder-plan.ts';
import { quietHoursSchema, reminderDaysSchema } from './reminder.ts';

const languageSchema = z.enum(['system', 'zh-CN', 'en']);
const themeSchema = z.enum(['system', 'light', 'dark']);
const textSizeSchema = z.enum(['standard', 'large']);

/** Minutes without use after which the vault locks (K03). */
export const autoLockChoices = [1, 5, 15, 30, 60, 'never'] as const;
const autoLockSchema = z.literal(autoLockChoices);

/** Reminders of ends (R01, R02). */
const remindersSchema = z.strictObject({
  isOn: z.boolean(),
  /** Days before the end, unless a certificate has its own. */
  days: reminderDaysSchema,
  quietHours: quietHoursSchema.nullable(),
  /** Notices name nothing: whoever looks over a shoulder reads no label. */
  hideNames: z.boolean(),
});

/** Never a secret in here. The same file and schema in both hosts (DESIGN 10). */
export const settingsSchema = z.strictObject({
  language: languageSchema.default('system'),
  theme: themeSchema.default('system'),
  textSize: textSizeSchema.default('standard'),
  autoLockMinutes: autoLockSchema.default(15),
  /** Lets the parts act that were never run on a real system: the macOS keychain (S05). */
  useUnverified: z.boolean().default(false),
  reminders: remindersSchema.default({
    isOn: true,
    days: [...standardReminderDays],
    quietHours: { from: 22, to: 8 },
    hideNames: false,
  }),
  /** Closing the window leaves the app in the tray (R03); Electron only. */
  keepInTray: z.boolean().default(false),
  /** With the session, in the tray; only with `keepInTray`. */
  startAtLogin: z.boolean().default(false),
  /** Where the files of authorities were waited for last; null: the system's folder of downloads. */
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

/** What the settings screen may change; window state belongs to the host. Not `partial()` of the above: zod fills
 * defaults into absent fields, so that a change of the theme would reset the language. */
export const settingsChangeSchema = z.strictObject({
  language: languageSchema.optional(),
  theme: themeSchema.optional(),
  textSize: textSizeSchema.optional(),
  autoLockMinutes: autoLockSchema.optional(),
  useUnverified: z.boolean().optional(),
  reminders: remindersSchema.optional(),
  keepInTray: z.boolean().optional(),
  startAtLogin: z.boolean().optional(),
});
