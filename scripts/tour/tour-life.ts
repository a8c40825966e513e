// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import type { Language } from '../../shared/i18n/language.ts';
import { importByCalls } from '../../tests/e2e/support/apps/in-page.ts';
import { spawnDemoCa } from '../../tests/support/enrolment/demo-ca-process.ts';
import { apply, backUp, find, holder, install, leaveCopy, renew } from './life-steps.ts';
import { startTourApp, type TourApp } from './tour-app.ts';
import { oldLaptop } from './tour-home.ts';
import type { TourReport } from './tour-report.ts';

const days = '21';

export async function tourLife(
  folder: string,
  report: TourReport,
  { language, password, canInstall }: { language: Language; password: string; canInstall: boolean },
): Promise<void> {
  const demo = await spawnDemoCa(folder, '--days', days);
  const at = async <T>(data: string, walk: (app: TourApp) => Promise<T>): Promise<T> => {
    const app = await startTourApp(join(folder, data), language);
    try {
      return await walk(app);
    } catch (error) {
      await report.picture(app.page, 'stopped', ['Where the tour stopped', '演示停在这里']);
      throw error;
    } finally {
      await app.close();
    }
  };
  try {
    await at('life', async (app) => {
      await apply({ app, report }, demo);
      await install({ app, report }, canInstall);
      await backUp({ app, report }, join(folder, 'home/usb-drive'));
    });
    const certificate = await at('life', async (app) => {
      await renew({ app, report }, canInstall);
      return await leaveCopy({ app, report }, join(folder, 'life'), oldLaptop(folder), password);
    });
    await at('new-computer', async (app) => {
      await importByCalls(app.page, certificate, null);
      await app.pages.list.row(holder).waitFor();
      await find({ app, report }, oldLaptop(folder), password);
    });
  } finally {
    demo.process.kill('SIGTERM');
    await demo.exited;
  }
}
