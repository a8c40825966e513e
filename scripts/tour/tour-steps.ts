// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import type { DemoCertificates } from './demo-certificates.ts';
import type { TourApp } from './tour-app.ts';
import type { TourReport } from './tour-report.ts';

export interface TourStop {
  readonly app: TourApp;
  readonly report: TourReport;
}

export const passphrase = randomBytes(12).toString('base64url');

export async function importEverything({ app, report }: TourStop, demo: DemoCertificates): Promise<void> {
  const { importing, list } = app.pages;
  for (const file of demo.files.toSorted((a, b) => Number(a.shows === 'chain') - Number(b.shows === 'chain'))) {
    await list.importButton.click();
    await app.answerOpenDialog([file.path]);
    await importing.choose.click();
    const protectedFile = file.kind === 'pkcs12';
    const first = protectedFile && file.shows === 'valid';
    if (protectedFile) await importing.password.waitFor();
    if (first) {
      await importing.openWith('a guess');
      await importing.diagnosis('wrong-password').waitFor();
      await report.picture(app.page, 'wrong-password', [
        'A wrong password is called a wrong password',
        '密码不对时会明确提示',
      ]);
    }
    if (protectedFile) await importing.openWith(demo.password);
    await importing.commit.waitFor();
    if (first)
      await report.picture(app.page, 'preview', [
        'What the file holds, before anything is stored',
        '导入前先查看文件里有什么',
      ]);
    await importing.commit.click();
    await importing.passphrase.or(importing.done).waitFor();
    if (await importing.passphrase.isVisible()) {
      await report.picture(app.page, 'passphrase', [
        'The first key: no OS secret store here, so a passphrase is asked',
        '第一个私钥：本机没有系统密码库，需要设置主密码',
      ]);
      await importing.protectWith(passphrase);
    }
    await importing.done.waitFor();
    if (first)
      await report.picture(app.page, 'imported', ['Imported, and what comes next', '导入完成，以及接下来的操作']);
    await importing.done.click();
    await importing.dialog.waitFor({ state: 'detached' });
  }
  await list.row('张三').waitFor();
  await report.picture(app.page, 'list', [
    'The list: valid, expiring and expired, soonest first',
    '证书列表：有效、即将到期、已过期，先到期的在前',
  ]);
}

export async function saveRecoveryCode({ app, report }: TourStop): Promise<void> {
  const { recovery, shell } = app.pages;
  await shell.writeDownRecoveryCode.click();
  await recovery.create.click();
  const code = await recovery.code();
  await recovery.hide.click();
  await report.picture(app.page, 'recovery-code', ['The recovery code, hidden', '恢复码，已隐藏']);
  await recovery.written.click();
  await recovery.typeAsked(code);
  await recovery.confirm.click();
  await recovery.saved.waitFor();
  await recovery.done.click();
}

export async function lookAround({ app, report }: TourStop): Promise<void> {
  const { list, detail } = app.pages;
  await list.search.fill('张');
  await list.row('王五').waitFor({ state: 'detached' });
  await report.picture(app.page, 'search', ['One character finds 张三', '输入一个字就能找到张三']);
  await list.row('张三').click();
  await detail.heading('张三').waitFor();
  await report.picture(app.page, 'detail', ['The detail: the checklist of truth', '详情：逐项检查的结果']);
  await detail.tab('tabChain').click();
  await report.picture(app.page, 'chain', ['The chain up to the root', '证书链，直到根证书']);
  await detail.tab('tabOverview').click();
  await list.search.fill('');
  await list.row('Li Si').waitFor();
  await report.window(app.page);
}

export async function exportIdentity({ app, report }: TourStop, path: string, password: string): Promise<void> {
  const { detail, exporting } = app.pages;
  await detail.choose('export');
  await exporting.chooseFormat('p12');
  await report.picture(app.page, 'export', [
    'Export: what for, and which programs open it',
    '导出：选择用途，看哪些程序能打开',
  ]);
  await exporting.next.click();
  await exporting.protectWith(password);
  await exporting.choosePlace(path);
  await exporting.write.click();
  await exporting.proof.waitFor();
  await report.picture(app.page, 'exported', ['Written, opened again and compared', '写入后重新打开并检查']);
  await exporting.done.click();
}
