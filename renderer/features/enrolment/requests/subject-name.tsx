// SPDX-License-Identifier: Apache-2.0
import { subjectName } from '../../../lib/text/holder.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import text from '../../../ui/text.module.css';

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
