// SPDX-License-Identifier: Apache-2.0
import { app, dialog } from 'electron';
import { writeFileSync } from 'node:fs';

const save = 0;

export function endOnFatalError(report: (error: unknown) => string): void {
  let isEnding = false;
  process.on('uncaughtException', (error) => {
    if (isEnding) return;
    isEnding = true;
    if (!app.isReady()) {
      dialog.showErrorBox('CertSteward 证书管家', '证书管家无法启动。\nCertSteward could not start.');
      app.exit(1);
      return;
    }
    const text = report(error);
    const answer = dialog.showMessageBoxSync({
      type: 'error',
      title: 'CertSteward 证书管家',
      message: '证书管家遇到意外错误，需要关闭。\nCertSteward has had an unexpected error and must close.',
      detail:
        '您的保险库不受影响。报告不含您的证书、密码和文件路径。\nYour vault is safe. The report contains none of your certificates, passwords or file paths.',
      buttons: ['保存报告… Save report…', '关闭 Close'],
      defaultId: 1,
      cancelId: 1,
    });
    if (answer === save) keep(text);
    app.exit(1);
  });
}

function keep(text: string): void {
  const file = dialog.showSaveDialogSync({
    defaultPath: `CertSteward-problem-report-${Date.now()}.txt`,
    properties: ['createDirectory', 'dontAddToRecent'],
  });
  try {
    // A fatal error may have broken the destination checks, so write directly.
    if (file) writeFileSync(file, text, { mode: 0o600, flag: 'wx' });
  } catch {
    dialog.showErrorBox(
      'CertSteward 证书管家',
      '报告无法保存：所选位置已有同名文件，或者不能写入。\nThe report couldn’t be saved. A file with this name exists, or you can’t write to this folder.',
    );
  }
}
