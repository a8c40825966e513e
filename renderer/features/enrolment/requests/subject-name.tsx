// SPDX-License-Identifier: Apache-2.0
import { holderNameIn } from '../../../../shared/domain/certificates/holder-name.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import text from '../../../ui/text.module.css';

export const subjectName = (subject: string): string => screenText(holderNameIn(subject) ?? subject);

export function SubjectName({ subject }: { readonly subject: string }) {
  const name = subjectName(subject);
  const whole = screenText(subject);
  return (
    <div>
      <p className={text.name}>{name}</p>
      {whole !== name && whole !== `CN=${name}` && <p className={text.sub}>{whole}</p>}
    </div>
  );
}
