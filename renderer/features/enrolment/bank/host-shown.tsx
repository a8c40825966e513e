// SPDX-License-Identifier: Apache-2.0
import type { ReadAddress } from '../../../../shared/domain/bank-site/bank-address.ts';
import { hostLetters } from '../../../../shared/domain/bank-site/host-letters.ts';
import { type Text, useText } from '../../../i18n/i18n.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { Notice } from '../../../ui/feedback/notice.tsx';
import css from './bank-site.module.css';

/** Also undefined for mixed scripts, which `HostShown` explains. */
export function addressError(t: Text['t'], { problem }: ReadAddress): string | undefined {
  return problem === null || problem === 'incomplete' || problem === 'mixed-scripts'
    ? undefined
    : t(`bankSite.problem.${problem}`);
}

/** Shows the host alone and marks foreign letters. Mixed-script hosts never open. */
export function HostShown({ read }: { readonly read: ReadAddress }) {
  const { t } = useText();
  const address = read.problem === null ? read.address : null;
  const host = read.problem === null ? read.address.host : read.problem === 'mixed-scripts' ? read.host : null;
  // Reserves space, so that the checkbox below doesn't move while the user types.
  if (host === null) {
    return (
      <div className={css.shown} aria-hidden>
        <div className={css.small}>{t('bankSite.willOpen')}</div>
        <div className={css.host}>–</div>
      </div>
    );
  }
  const letters = hostLetters(host);
  const foreign = letters.findIndex(({ isForeign }) => isForeign);
  return (
    <div className={css.shown} role="status">
      <div className={css.small}>{t(address === null ? 'bankSite.typed' : 'bankSite.willOpen')}</div>
      <div className={css.host} data-testid="bank-host">
        {foreign < 0
          ? screenText(host)
          : letters.map(({ text, isForeign }, at) =>
              isForeign ? (
                <span key={at} className={css.foreign}>
                  {screenText(text)}
                </span>
              ) : (
                text
              ),
            )}
      </div>
      {address !== null && address.asciiHost !== address.host && <div className={css.ascii}>{address.asciiHost}</div>}
      {foreign >= 0 && (
        <Notice tone={address === null ? 'bad' : 'warn'} urgent>
          <p>{foreignLetter(t, letters, foreign)}</p>
          {address === null && <p>{t('bankSite.problem.mixed-scripts')}</p>}
        </Notice>
      )}
    </div>
  );
}

function foreignLetter(t: Text['t'], letters: ReturnType<typeof hostLetters>, at: number): string {
  const { text = '', script = null, looksLike = null } = letters[at] ?? {};
  const facts = { number: at + 1, letter: screenText(text), script: t(`bankSite.script.${script ?? 'other'}`) };
  if (looksLike === null) return t('bankSite.foreign', facts);
  return t('bankSite.foreignLike', { ...facts, latin: looksLike });
}
