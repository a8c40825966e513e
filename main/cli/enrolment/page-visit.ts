// SPDX-License-Identifier: Apache-2.0
import { resolve } from 'node:path';
import { diagnosisText } from '../../../shared/i18n/diagnoses.ts';
import { enrolmentTexts } from './enrolment-texts.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import type { HeldProfile } from '../../../shared/schemas/enrolment/enrolment.ts';
import type { ArrivedFile, VisitPurpose, WebVisit } from '../../../shared/schemas/enrolment/web-visit.ts';
import { pastedArgument } from '../../../shared/sinks/shell-argument.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import type { CommandRun } from '../command.ts';
import { exit, type ExitCode } from '../runtime/exit-codes.ts';
import { webProfileLines } from '../profiles/web-profile-lines.ts';

export interface WantedVisit {
  readonly purpose: VisitPurpose;
  readonly renews: string | null;
}

/** Stores renewals, and applications with `--watch-folder`. Importing the file ends them (E01, E07). */
export async function visitPage(run: CommandRun, held: HeldProfile, wanted: WantedVisit): Promise<ExitCode> {
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
    const { visit, former } = await waiting(run, held, { ...wanted, folder: null });
    const { id, folder } = visit;
    const said = { id: id.slice(0, 8), folder: folder === null ? null : visibleText(folder.displayPath) };
    const kept = fillMessage(text.renewalWaits, said);
    output.value({ ...value, visit: id, ...givenUp(former) }, [...lines, kept, ...formerLines(run, former)]);
    return exit.done;
  }
  const interrupted = run.watchForInterruption();
  const { visit, former } = await waiting(run, held, { ...wanted, folder: resolve(named) });
  const folder = visibleText(visit.folder?.displayPath ?? named);
  const until = fillMessage(text.waitingIn, { folder });
  // The steps are needed while waiting.
  output.progress(
    { event: 'waiting', visit: visit.id, url: profile.url, folder, ...givenUp(former) },
    [...lines, ...formerLines(run, former), until].join('\n'),
  );
  const came = await arrival(run, visit.id, interrupted);
  if (came === null) {
    output.progress({ event: 'interrupted', visit: visit.id }, fillMessage(text.waitsOn, { id: visit.id.slice(0, 8) }));
    return exit.interrupted;
  }
  const { path, file } = came;
  const arrived = { path, kind: file.kind, state: file.state };
  output.value({ ...value, visit: visit.id, ...givenUp(former), file: arrived }, [
    fillMessage(text.cameAs, { file: visibleText(path) }),
    `  ${importLine(path, file.state, run.arguments.values['vault'])}`,
  ]);
  return exit.done;
}

/** Shell-quoted: the server chose the file name. */
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

function givenUp(former: readonly WebVisit[]): { readonly givenUp?: readonly string[] } {
  return former.length === 0 ? {} : { givenUp: former.map(({ id }) => id) };
}

function formerLines({ language }: CommandRun, former: readonly WebVisit[]): string[] {
  return former.map(({ id, profile }) =>
    fillMessage(enrolmentTexts[language].takesPlace, { name: visibleText(profile.name), id: id.slice(0, 8) }),
  );
}

/** Resumes a matching application. Cancels renewals by other profiles (`former`). */
async function waiting(
  { services }: CommandRun,
  held: HeldProfile,
  { folder, purpose, renews }: WantedVisit & { readonly folder: string | null },
): Promise<{ readonly visit: WebVisit; readonly former: readonly WebVisit[] }> {
  const { visits } = services.enrolment;
  const all = await visits.waiting();
  const known = all.findLast(
    (each) =>
      each.profile.name === held.profile.name &&
      each.profile.host === held.host.ascii &&
      each.purpose === purpose &&
      each.renews === renews,
  );
  const former = all.filter((each) => renews !== null && each.renews === renews && each.id !== known?.id);
  // `start` cancels these itself; a merge may leave them.
  if (known === undefined) return { visit: await visits.start(held, { purpose, renews, folder }), former };
  const visit = folder === null ? known : await visits.move(known.id, folder);
  for (const { id } of former) await visits.giveUp(id);
  return { visit, former };
}

interface Arrival {
  readonly path: string;
  readonly file: ArrivedFile;
}

/** Reports unusable files. Null: interrupted. */
async function arrival(run: CommandRun, id: string, interrupted: AbortSignal): Promise<Arrival | null> {
  const { visits } = run.services.enrolment;
  const { promise, resolve: done } = Promise.withResolvers<Arrival | null>();
  interrupted.addEventListener('abort', () => done(null), { once: true });
  visits.onArrived((visit, file) => {
    const path = visit.id === id ? visits.pathOf(id, file.fileId) : null;
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
    await visits.watch();
    if (interrupted.aborted) return null;
    return await promise;
  } finally {
    clearInterval(awake);
    visits.close();
  }
}
