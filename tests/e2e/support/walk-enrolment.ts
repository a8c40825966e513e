import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { testAuthority } from '../../support/enrolment/test-authority.ts';
import { value } from './in-page.ts';
import type { SharedApp } from './shared-app.ts';

type Visit = (name: string) => Promise<void>;

/** The room of applying: what a profile is, an application by hand and one on a web page, replies refused and taken. */
export async function walkEnrolment({ app, pages, folder }: SharedApp, visit: Visit): Promise<void> {
  const { page, words, shell, enrolling } = pages;
  const { enrolment, common } = words;
  const authority = testAuthority(folder);
  await shell.goTo('enrolment');
  await enrolling.teaching.waitFor();
  await visit('room enrolment, no profile');
  await enrolling.addProfile.click();
  await enrolling.dialog.getByLabel(enrolment.add.typed).fill('~/nothing.json');
  await enrolling.button(enrolment.add.take).click();
  await enrolling.dialog.locator('[data-error-code]').waitFor();
  await visit('enrolment, profile not readable');
  await page.keyboard.press('Escape');
  for (const protocol of ['manual', 'web', 'est']) await value(page, 'profiles.addExample', { protocol });
  const look = path.join(folder, 'look-alike.json');
  writeFileSync(look, JSON.stringify({ name: '示例银行', protocol: 'manual', url: 'https://xn--fsqu00a.example/' }));
  await value(page, 'profiles.typeFile', { path: look });
  await enrolling.profile('EST').first().waitFor();
  await visit('enrolment, authorities');
  await enrolling
    .profile('申请文件')
    .getByRole('button', { name: enrolment.confirm.slice(0, 6) })
    .click();
  await enrolling.dialog.getByLabel(enrolment.host.label).fill('ca.example.org');
  await enrolling.button(enrolment.confirm).click();
  await enrolling.dialog.locator('[data-error-code="host-differs"]').waitFor();
  await visit('enrolment, another host');
  await page.keyboard.press('Escape');
  await enrolling.apply.click();
  await enrolling.dialog.getByRole('radio', { name: '申请文件' }).check({ force: true });
  await visit('apply, authority');
  await enrolling.next.click();
  await visit('apply, target');
  await enrolling.next.click();
  const [cn, o, c] = await enrolling.dialog.getByRole('textbox').all();
  await c?.fill('中国');
  await o?.fill('上海示例科技有限公司');
  await enrolling.make.click();
  await visit('apply, subject with mistakes');
  await cn?.fill('张三');
  await c?.fill('cn');
  await visit('apply, subject');
  await enrolling.make.click();
  await enrolling.made.waitFor();
  await visit('apply, request');
  await enrolling.button(common.done).click();
  const { requests } = (await value(page, 'requests.list', {})) as { requests: { id: string }[] };
  const { id = '' } = requests.at(-1) ?? {};
  const csr = path.join(folder, 'walk.csr');
  writeFileSync(csr, String((await value(page, 'requests.pem', { id }))['pem']));
  const other = authority.issue(csr, 'other', { subject: '/CN=李四/C=CN' });
  await enrolling.act(enrolling.request('张三'), 'reply').click();
  await visit('reply, choose');
  await app.answerOpenDialog([other]);
  await enrolling.button(enrolment.answer.choose).click();
  await enrolling.problem('other-names').waitFor();
  await visit('reply, other names');
  await page.keyboard.press('Escape');
  await enrolling.request('张三').getByText(enrolment.answer.problem['other-names']).waitFor();
  await visit('enrolment, a request refused once');
  await enrolling.act(enrolling.request('张三'), 'delete').click();
  await visit('enrolment, delete a request');
  await page.keyboard.press('Escape');
  await enrolling.act(enrolling.request('张三'), 'reply').click();
  await app.answerOpenDialog([authority.issue(csr, 'good')]);
  await enrolling.button(enrolment.answer.choose).click();
  await enrolling.taken.waitFor();
  await visit('reply, taken');
  await enrolling.button(common.done).click();
  await enrolling.request('张三').getByText(enrolment.state.done).waitFor();
  await visit('enrolment, done');
  await enrolling.apply.click();
  await enrolling.dialog.getByRole('radio', { name: '网页' }).check({ force: true });
  await enrolling.next.click();
  await visit('apply, web page');
  await page.keyboard.press('Escape');
}
