// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { isNewlyNamed, withEarlierOutcomes } from '../../../shared/domain/trust/revocation-rounds.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import { revocationTexts } from '../../../shared/i18n/revocation.ts';
import type { Contact, RevocationAnswer, RevocationPlan } from '../../../shared/schemas/trust/revocation.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import type { ValidationRequest } from '../../trust/gather-question.ts';
import type { CommandRun } from '../command.ts';
import { fillCounted } from '../output/counts.ts';
import { confirmOnTerminal, isDeclined } from '../runtime/confirm.ts';

/** Each fetched issuer or delta CRL may need another round. */
const maxRounds = 6;

/** Contacts only confirmed URLs. Asks the user again for new URLs. */
export async function validateFetching(
  run: CommandRun,
  request: ValidationRequest,
  privateHosts: readonly string[],
): Promise<RevocationAnswer> {
  const { revocation } = run.services.trust;
  const { language, output } = run;
  const signal = run.watchForInterruption();
  const onCall = ({ url, kind, host }: Contact): void => {
    const text = fillMessage(revocationTexts[language].asking, { host: visibleText(host.unicode) });
    output.progress({ event: 'contact', kind, url, host: host.ascii }, text);
  };
  const agreed = new Set<string>();
  let answer: RevocationAnswer | null = null;
  for (let round = 0; ; round++) {
    const plan = await revocation.plan(request);
    const fresh = plan.contacts.filter(({ url }) => !agreed.has(url));
    if (answer !== null && (fresh.length === 0 || round > maxRounds)) return answer;
    try {
      await agree(run, { ...plan, contacts: fresh });
    } catch (error) {
      const isExtra = fresh.every(({ kind }) => kind === 'delta');
      const isUnasked = error instanceof AppError && error.code === 'not-confirmed';
      // Answers fetched before stay.
      if (answer !== null && isDeclined(error)) return answer;
      if (!isExtra || !(isUnasked || isDeclined(error))) throw error;
      return answer ?? (await revocation.check(request, { urls: [], privateHosts: [] }, { signal, takesAtHand: true }));
    }
    const urls = fresh.map(({ url }) => url);
    for (const url of urls) agreed.add(url);
    const came = await revocation.check(request, { urls, privateHosts }, { signal, onCall, takesAtHand: true });
    answer = withEarlierOutcomes(answer, came);
    const isMore = came.contacts.some((contact) => isNewlyNamed(contact, agreed));
    if (!isMore && !fresh.some(({ kind }) => kind === 'issuer')) return answer;
  }
}

async function agree(run: CommandRun, plan: RevocationPlan): Promise<void> {
  const { contacts, kept, leftOut } = plan;
  const texts = revocationTexts[run.language];
  const first = contacts.every(({ kind }) => kind === 'delta') ? texts.changesFirst : texts.contactsFirst;
  const lines = [
    ...(contacts.length > 0 ? [first, ...contacts.map((each) => contactLine(run, each))] : []),
    ...(leftOut > 0 ? [fillCounted(run.language, texts.leftOut, { count: leftOut })] : []),
    ...(kept > 0 ? [fillCounted(run.language, texts.kept, { count: kept })] : []),
    ...(contacts.length === 0 && kept === 0 ? [texts.noAddress] : []),
  ];
  run.output.progress({ event: 'plan', contacts, kept, leftOut }, lines.join('\n'));
  if (contacts.length === 0) return;
  // Unless silent, progress has already printed the lines.
  const isSilent = run.arguments.flags.has('quiet') || run.output.json;
  await confirmOnTerminal(run, [...(isSilent ? lines : []), texts.ask].join('\n'));
}

function contactLine({ language }: CommandRun, { kind, url, host, isPlain, name }: Contact): string {
  const texts = revocationTexts[language];
  const inUnicode = host.unicode === host.ascii ? '' : ` (${visibleText(host.unicode)})`;
  const plain = isPlain ? ` - ${texts.plain}` : '';
  return `  ${visibleText(url)}${inUnicode} - ${texts.kinds[kind]}: ${visibleText(name)}${plain}`;
}

export function fetchedLines({ language }: CommandRun, answer: RevocationAnswer): string[] {
  const { contacts, statuses } = answer;
  const texts = revocationTexts[language];
  const asked = contacts.filter(({ outcome }) => outcome !== 'not-needed');
  const refused = asked.filter(({ outcome }) => outcome === 'address-refused');
  const dates = statuses.flatMap(({ revokedAt }) => (revokedAt === null ? [] : [revokedAt]));
  const readable = (date: string): string => date.replace('T', ' ').replace('Z', ' UTC');
  return [
    ...dates.map((date) => `  ${fillMessage(texts.revokedAt, { date: readable(date) })}`),
    ...asked.map(({ host, outcome, detail, kind }) => {
      const more = detail === null ? '' : ` (${visibleText(detail)})`;
      return `  ${visibleText(host.unicode)} - ${texts.kinds[kind]}: ${texts.outcomes[outcome]}${more}`;
    }),
    ...(answer.lacksChanges ? [texts.changesMissing] : []),
    ...answer.issuersKept.map(({ name }) => fillMessage(texts.issuerKept, { name: visibleText(name) })),
    ...[...new Set(refused.map(({ url }) => new URL(url).hostname.replace(/^\[(.*)\]$/, '$1')))].map((host) =>
      fillMessage(texts.allowHost, { host }),
    ),
  ];
}
