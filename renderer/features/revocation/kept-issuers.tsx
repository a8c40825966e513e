// SPDX-License-Identifier: Apache-2.0
import { revocationTexts } from '../../../shared/i18n/revocation.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import type { KeptIssuer } from '../../../shared/schemas/trust/revocation.ts';
import { useText } from '../../i18n/i18n.ts';
import { screenText } from '../../lib/text/screen-text.ts';

export function KeptIssuers({ issuers }: { readonly issuers: readonly KeptIssuer[] }) {
  const { language } = useText();
  return issuers.map(({ sha256, name }) => (
    <p key={sha256}>{fillMessage(revocationTexts[language].issuerKept, { name: screenText(name) })}</p>
  ));
}
