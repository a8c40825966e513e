// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { annotationLimits } from '../../../shared/schemas/certificates/annotation-limits.ts';
import type { CertificateDetail } from '../../../shared/schemas/certificates/certificate.ts';
import type { Command } from '../command.ts';
import { exit } from '../runtime/exit-codes.ts';
import { statusText } from '../output/messages.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import { unlockOptions } from '../vault/unlock-options.ts';
import { unlockWithGivenSecret } from '../vault/unlock.ts';

/** `+x,-y` adds x, removes y; a bare `x` adds. Errors: `usage`. */
export function changedTags(tags: readonly string[], change: string): string[] {
  const result = new Set(tags);
  for (const part of change.split(',')) {
    const name = part.replace(/^[+-]/, '').trim();
    if (name === '' || name.length > annotationLimits.tag) throw new AppError('usage', { option: '--tag' });
    if (part.startsWith('-')) result.delete(name);
    else result.add(name);
  }
  if (result.size > annotationLimits.tags) throw new AppError('usage', { option: '--tag' });
  return [...result];
}

/** The secret was for writing: don't print the note. */
function withoutNote(detail: CertificateDetail): CertificateDetail {
  return { ...detail, note: null, noteLocked: detail.noteLocked || detail.note !== null };
}

export const setCommand: Command = {
  name: 'set',
  synopsis: 'ID… [--label TEXT] [--place TEXT] [--note TEXT] [--tag +x,-y]',
  summary: { 'zh-CN': '修改标签名、使用场所、备注和分类', en: 'change label, place of use, note and tags' },
  words: [1, 10_000],
  writes: true,
  values: ['label', 'place', 'note', 'tag', ...unlockOptions.values],
  flags: unlockOptions.flags,
  secrets: unlockOptions.secrets,
  async run(run) {
    const { services, output } = run;
    const { label, place, note, tag } = run.arguments.values;
    if ([label, place, note, tag].every((value) => value === undefined))
      throw new AppError('usage', { argument: '--label | --place | --note | --tag' });
    for (const option of ['label', 'place', 'note'] as const) {
      const given = run.arguments.values[option] ?? '';
      if (given.length > annotationLimits[option]) throw new AppError('usage', { option: `--${option}` });
    }
    await services.vault.require();
    // Resolve all first: a wrong ID must not leave half done.
    const ids: string[] = [];
    for (const word of run.arguments.words) ids.push(await services.certificates.resolveId(word, { labels: true }));
    // Reject tags before asking for secrets.
    if (tag !== undefined) {
      for (const sha256 of ids) changedTags((await services.certificates.summary(sha256)).tags, tag);
    }
    // Writing needs no unlock; with a secret the change is sealed at once (K07).
    await unlockWithGivenSecret(run);
    const text = (value: string | undefined): string | null | undefined => (value === '' ? null : value);
    const certificates = [];
    for (const sha256 of ids) {
      const changed = await services.certificates.annotate({
        sha256,
        ...(label !== undefined && { label: text(label) ?? null }),
        ...(place !== undefined && { place: text(place) ?? null }),
        ...(note !== undefined && { note: text(note) ?? null }),
        // Current tags: the app may have changed them during a prompt.
        ...(tag !== undefined && { tags: (before) => changedTags(before, tag) }),
      });
      certificates.push(note === undefined ? withoutNote(changed) : changed);
    }
    output.value(
      { certificates },
      certificates.map(
        (each) =>
          `${each.sha256.slice(0, 16)}  ${statusText(run.language, each.status)}  ${visibleText(each.displayName)}`,
      ),
    );
    return exit.done;
  },
};
