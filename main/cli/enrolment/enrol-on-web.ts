// SPDX-License-Identifier: Apache-2.0
import { resolve } from 'node:path';
import { diagnosisText } from '../../../shared/i18n/diagnoses.ts';
import type { Language } from '../../../shared/i18n/language.ts';
import { hostText, unverifiedLine } from '../profiles/profile-options.ts';
import { enrolmentTexts } from './enrolment-texts.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import type { HeldProfile } from '../../../shared/schemas/enrolment/enrolment.ts';
import type {
  ArrivedFile,
  WebEnrolmentPurpose,
  WebEnrolment,
} from '../../../shared/schemas/enrolment/web-enrolment.ts';
import { pastedArgument } from '../../../shared/sinks/shell-argument.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import type { CommandRun } from '../command.ts';
import { exit, type ExitCode } from '../runtime/exit-codes.ts';
import { inSection, value } from '../runtime/options.ts';

export const watchFolderOptions = inSection('result', {
  'watch-folder': value(
    'DIR',
    {
      'zh-CN': '等待下载证书，按 Ctrl+C 停止等待并保留申请',
      en: 'Folder to watch for the download (after Ctrl+C, import it yourself)',
    },
    { path: 'folder' },
  ),
});

export interface WantedWebEnrolment {
  readonly purpose: WebEnrolmentPurpose;
  readonly renews: string | null;
}

/** Stores the enrolment only for renewals or with `--watch-folder`. Importing the certificate ends it. */
export async function enrolOnWeb(run: CommandRun, held: HeldProfile, wanted: WantedWebEnrolment): Promise<ExitCode> {
  const { output, language } = run;
  const { profile, host } = held;
  const { purpose, renews } = wanted;
  const value = { profile: held, url: profile.url, host, ...(purpose === 'renew' && { renews }) };
  const lines = webProfileLines(language, held, purpose);
  const text = enrolmentTexts[language];
  const named = run.arguments.values['watch-folder'];
  if (named === undefined) {
    if (purpose !== 'renew') {
      output.value(value, lines);
      return exit.done;
    }
    const { webEnrolment, former } = await waiting(run, held, { ...wanted, folder: null });
    const { id, folder } = webEnrolment;
    const said = { id: id.slice(0, 8), folder: folder === null ? null : visibleText(folder.displayPath) };
    const kept = fillMessage(text.renewalWaits, said);
    output.value({ ...value, webEnrolment: id, ...cancelled(former) }, [...lines, kept, ...formerLines(run, former)]);
    return exit.done;
  }
  const interrupted = run.watchForInterruption();
  const { webEnrolment, former } = await waiting(run, held, { ...wanted, folder: resolve(named) });
  const folder = visibleText(webEnrolment.folder?.displayPath ?? named);
  const until = fillMessage(text.waitingIn, { folder });
  // The user needs the steps while waiting.
  output.progress(
    { event: 'waiting', webEnrolment: webEnrolment.id, url: profile.url, folder, ...cancelled(former) },
    [...lines, ...formerLines(run, former), until].join('\n'),
  );
  const came = await arrival(run, webEnrolment.id, interrupted);
  if (came === null) {
    output.progress(
      { event: 'interrupted', webEnrolment: webEnrolment.id },
      fillMessage(text.waitsOn, { id: webEnrolment.id.slice(0, 8) }),
    );
    return exit.interrupted;
  }
  const { path, file } = came;
  const arrived = { path, kind: file.kind, state: file.state };
  output.value({ ...value, webEnrolment: webEnrolment.id, ...cancelled(former), file: arrived }, [
    fillMessage(text.cameAs, { file: visibleText(path) }),
    `  ${importLine(path, file.state, run.arguments.values['vault'])}`,
  ]);
  return exit.done;
}

/** Quotes for the shell, because the server chose the file name. */
export function importLine(
  path: string,
  state: ArrivedFile['state'],
  vault: string | undefined,
  platform: NodeJS.Platform = process.platform,
): string {
  const argument = (text: string, placeholder: string): string =>
    pastedArgument(visibleText(text), platform, placeholder);
  return [
    `certsteward import ${argument(path, 'FILE')}`,
    ...(state === 'needs-password' ? ['--password-file PASSWORD-FILE'] : []),
    ...(vault === undefined ? [] : [`--vault ${argument(resolve(vault), 'FOLDER')}`]),
  ].join(' ');
}

function cancelled(former: readonly WebEnrolment[]): { readonly cancelled?: readonly string[] } {
  return former.length === 0 ? {} : { cancelled: former.map(({ id }) => id) };
}

function formerLines({ language }: CommandRun, former: readonly WebEnrolment[]): string[] {
  return former.map(({ id, profile }) =>
    fillMessage(enrolmentTexts[language].takesPlace, { name: visibleText(profile.name), id: id.slice(0, 8) }),
  );
}

/** Resumes or starts the enrolment, cancelling others for the same certificate (`former`). */
async function waiting(
  { services }: CommandRun,
  held: HeldProfile,
  { folder, purpose, renews }: WantedWebEnrolment & { readonly folder: string | null },
): Promise<{ readonly webEnrolment: WebEnrolment; readonly former: readonly WebEnrolment[] }> {
  const { webEnrolments } = services.enrolment;
  const all = await webEnrolments.waiting();
  const known = all.findLast(
    (each) =>
      each.profile.name === held.profile.name &&
      each.profile.host === held.host.ascii &&
      each.purpose === purpose &&
      each.renews === renews,
  );
  const former = all.filter((each) => renews !== null && each.renews === renews && each.id !== known?.id);
  // `start` cancels `former`. With a known enrolment, others can only come from a vault merge.
  if (known === undefined)
    return { webEnrolment: await webEnrolments.start(held, { purpose, renews, folder }), former };
  const webEnrolment = folder === null ? known : await webEnrolments.move(known.id, folder);
  for (const { id } of former) await webEnrolments.cancel({ id, isFinished: false });
  return { webEnrolment, former };
}

interface Arrival {
  readonly path: string;
  readonly file: ArrivedFile;
}

async function arrival(run: CommandRun, id: string, interrupted: AbortSignal): Promise<Arrival | null> {
  const { webEnrolments } = run.services.enrolment;
  const { promise, resolve: done } = Promise.withResolvers<Arrival | null>();
  interrupted.addEventListener('abort', () => done(null), { once: true });
  webEnrolments.onArrived((webEnrolment, file) => {
    const path = webEnrolment.id === id ? webEnrolments.pathOf(id, file.fileId) : null;
    if (path === null) return;
    if (file.state !== 'not-read') return done({ path, file });
    const why = file.diagnosis === null ? '' : diagnosisText({ code: file.diagnosis }, run.language).cause;
    run.output.progress(
      { event: 'not-read', file: path, diagnosis: file.diagnosis },
      `${visibleText(path)}: ${visibleText(why)}`,
    );
  });
  // A watcher doesn't keep the process alive.
  const awake = setInterval(() => undefined, 60_000);
  try {
    await webEnrolments.watch();
    if (interrupted.aborted) return null;
    return await promise;
  } finally {
    clearInterval(awake);
    webEnrolments.close();
  }
}

function webProfileLines(language: Language, held: HeldProfile, purpose: WebEnrolmentPurpose): string[] {
  const text = enrolmentTexts[language];
  const { profile, host } = held;
  const warning = unverifiedLine(language, held);
  const { phone, email, url } = profile.contact ?? {};
  const contact = [phone, email, url].flatMap((each) => (each === undefined ? [] : [visibleText(each)]));
  const asks = (profile.asks ?? []).map((each) => `  - ${visibleText(each[language])}`);
  const own = purpose === 'renew' ? profile.steps?.renew : undefined;
  const steps = (own ?? profile.steps?.apply ?? []).map(
    (each, index) => `  ${index + 1}. ${visibleText(each[language])}`,
  );
  return [
    ...(warning === null ? [] : [warning]),
    fillMessage(text.openAddress, { url: `${visibleText(profile.url)}  [${hostText(host)}]` }),
    ...(asks.length > 0 ? [text.willBeAsked, ...asks] : []),
    ...(steps.length > 0 ? [text.steps, ...steps] : []),
    ...(contact.length > 0 ? [fillMessage(text.contact, { contact: contact.join('  ') })] : []),
  ];
}
