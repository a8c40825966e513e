import { z } from 'zod';

/** Never a secret in here. The same file and schema in both hosts (DESIGN 10). */
export const settingsSchema = z.strictObject({
  language: z.enum(['system', 'zh-CN', 'en']).default('system'),
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  textSize: z.enum(['standard', 'large']).default('standard'),
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

/** What the settings screen may change; window state belongs to the host. */
export const settingsChangeSchema = settingsSchema.omit({ window: true }).partial();
