/** As in electron-builder.yml: without it Windows shows no notification of an app that was not installed by its installer. */
export const appUserModelId = 'org.certsteward.CertSteward';

/** For the system's own message box, when there is no window to say it in. `locale`: as Electron tells it. */
export function startFailure(locale: string): string {
  return locale.startsWith('zh')
    ? '证书管家无法启动。请在终端中运行 certsteward 查看原因，或重新安装。'
    : 'CertSteward could not start. Run certsteward in a terminal to see the reason, or install it again.';
}
