import { z } from 'zod';
import { settingsChangeSchema, settingsSchema } from '../../schemas/settings.ts';
import { command, query } from '../define.ts';

const nothing = z.strictObject({});

export const appCalls = {
  'app.info': query({
    input: nothing,
    output: z.strictObject({
      version: z.string(),
      host: z.enum(['electron', 'chromium']),
      platform: z.string(),
      /** BCP 47, of the operating system's user. */
      systemLocale: z.string(),
      /** The app's real file paths come with a drop (Electron) or not (Chromium). */
      nativeSaveDialog: z.boolean(),
      /** The host can put a page on paper; a PDF it can always make. */
      canPrint: z.boolean(),
      /** What `app.protectContent` can be relied on for. */
      protectsContent: z.boolean(),
      /** U盾 support: null when available, otherwise why not. */
      tokensUnavailable: z.string().nullable(),
    }),
  }),
  'settings.get': query({ input: nothing, output: settingsSchema }),
  'settings.change': command({ input: settingsChangeSchema, output: settingsSchema }),
  /**
   * Somebody uses the window: at most every 20 s. Keeps an open vault open (K03). A query: it must not wait behind a
   * long command.
   */
  'app.activity': query({ input: nothing, output: nothing }),
  /**
   * Leaves the window out of screenshots and shared screens while a code is on it; does nothing where the host cannot
   * (`app.info`). A query: it must not wait behind a long command.
   */
  'app.protectContent': query({ input: z.strictObject({ isOn: z.boolean() }), output: nothing }),
  'operations.cancel': query({
    input: z.strictObject({ operationId: z.uuid() }),
    output: z.strictObject({ cancelled: z.boolean() }),
  }),
} as const;
