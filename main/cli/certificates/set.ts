// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { annotationLimits } from '../../../shared/schemas/certificates/annotation-limits.ts';
import type { CertificateDetail } from '../../../shared/schemas/certificates/certificate.ts';
import { defineCommand } from '../command.ts';
import { exit } from '../runtime/exit-codes.ts';
import { statusText } from '../output/messages.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import { unlockOptions } from '../vault/unlock-options.ts';
import { unlockWithGivenSecret } from '../vault/unlock.ts';
import { value } from '../runtime/options.ts';
import { labelOption, placeOption } from '../runtime/shared-options.ts';

/** `+x,-y` adds x and removes y. A bare `x` means `+x`. */
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

/** Hides the note, because the user gave the secret only for writing. */
function withoutNote(detail: CertificateDetail): CertificateDetail {
  return { ...detail, note: null, noteLocked: detail.noteLocked || detail.note !== null };
}

export const setCommand = defineCommand({
  name: 'set',
  summary: { 'zh-CN': '修改名称、“用在哪里”、备注和标签', en: 'Change name, place, notes and tags' },
  words: { name: 'ID', count: [1, 10_000] },
  options: {
    label: labelOption,
    place: placeOption,
    note: value('TEXT', { 'zh-CN': '备注，加密保存', en: 'Note, stored encrypted' }),
    tag: value('+x,-y', {
      'zh-CN': '+x 添加标签，-y 移除标签，用逗号分隔',
      en: 'Add (+x) or remove (-y) tags, separated by commas',
    }),
    ...unlockOptions,
  },
  writes: true,
  description: {
    'zh-CN':
      '修改一张或多张证书的名称、“用在哪里”、备注和标签。名称、“用在哪里”和备注的值为空时清除该项。备注加密保存。不需要解锁保险库。如果解锁，这次改动会立即记为已确认（见 log verify）。',
    en: 'Changes the name, place, note and tags of one or more certificates. Empty text clears the name, place or note. Notes are stored encrypted. You do not have to unlock the vault. If you unlock it, the change is verified at once.',
  },
  examples: [
    {
      line: 'certsteward set 3f2a91bc --label Bank --place "ICBC online"',
      'zh-CN': '名称和“用在哪里”',
      en: 'Name and place',
    },
    {
      line: 'certsteward set 3f2a91bc 77de01aa --tag +work,-old',
      'zh-CN': '两张证书的标签',
      en: 'Tags of two certificates',
    },
  ],
  exitCodes: [exit.password, exit.notFound],
  seeAlso: ['show', 'list'],
  async run(run) {
    const { services, output } = run;
    const { label, place, note, tag } = run.arguments.values;
    if ([label, place, note, tag].every((value) => value === undefined))
      throw new AppError('usage', { argument: '--label | --place | --note | --tag', reason: 'missing-argument' });
    for (const option of ['label', 'place', 'note'] as const) {
      const given = run.arguments.values[option] ?? '';
      if (given.length > annotationLimits[option]) throw new AppError('usage', { option: `--${option}` });
    }
    await services.vault.require();
    // A wrong ID must change nothing.
    const ids: string[] = [];
    for (const word of run.arguments.words) ids.push(await services.certificates.resolveId(word, { labels: true }));
    if (tag !== undefined) {
      for (const sha256 of ids) changedTags((await services.certificates.summary(sha256)).tags, tag);
    }
    // Writing needs no unlock. With a secret, the change is sealed at once.
    await unlockWithGivenSecret(run);
    const text = (value: string | undefined): string | null | undefined => (value === '' ? null : value);
    const certificates = [];
    for (const sha256 of ids) {
      const changed = await services.certificates.annotate({
        sha256,
        ...(label !== undefined && { label: text(label) ?? null }),
        ...(place !== undefined && { place: text(place) ?? null }),
        ...(note !== undefined && { note: text(note) ?? null }),
        // Use current tags, because the app may have changed them during a prompt.
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
});
