import type { Host, MessageHandler, SettingsStore } from './host.ts';

/** Stands in until main/ipc/create-router.ts is there: answers the two calls that a window needs to start. */
export function bootHandler(host: Host, settings: SettingsStore): MessageHandler {
  return async (message, sender) => {
    if (!sender.knownWindow || !sender.topFrame || sender.origin !== host.origin) {
      return { ok: false, error: { code: 'untrusted-sender', details: {} } };
    }
    const { call } = message as { call: string };
    if (call === 'settings.get') return { ok: true, value: settings.get() };
    if (call === 'app.info') {
      const { kind, systemLocale, nativeSaveDialog } = host;
      const value = { version: '0.1.0', host: kind, platform: process.platform, systemLocale, nativeSaveDialog };
      return { ok: true, value: { ...value, tokensUnavailable: null } };
    }
    return { ok: false, error: { code: 'unknown-call', details: {} } };
  };
}
