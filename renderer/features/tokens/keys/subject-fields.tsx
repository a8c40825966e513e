// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import { useText } from '../../../i18n/i18n.ts';
import {
  distinguishedName,
  emptySubject,
  isPossiblePart,
  type Subject,
  type SubjectPart,
} from '../../../lib/text/distinguished-name.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { Choice } from '../../../ui/fields/choice.tsx';
import { TextField } from '../../../ui/fields/text-field.tsx';
import words from '../../../ui/text.module.css';
import layout from '../../../ui/layout.module.css';

export interface SubjectForm {
  readonly how: 'fields' | 'text';
  readonly subject: Subject;
  readonly text: string;
}

const startForm: SubjectForm = { how: 'fields', subject: emptySubject, text: '' };

export function useSubjectForm() {
  return useState(startForm);
}

export function subjectOf({ how, subject, text }: SubjectForm): string | null {
  const dn = how === 'text' ? text.trim() : distinguishedName(subject);
  const possible = isPossiblePart('c', subject.c) && isPossiblePart('e', subject.e);
  const named = how === 'text' ? dn.includes('=') : possible && (subject.cn.trim() !== '' || subject.o.trim() !== '');
  return named && dn.length <= 2048 ? dn : null;
}

export interface SubjectFieldsProps {
  readonly form: SubjectForm;
  readonly onChange: (change: (before: SubjectForm) => SubjectForm) => void;
}

export function SubjectFields({ form, onChange }: SubjectFieldsProps) {
  const { t } = useText();
  const part = (name: SubjectPart, more: { readonly hint?: string; readonly maxLength?: number } = {}) => (
    <TextField
      label={t(`tokenWork.subject.${name}`)}
      value={form.subject[name]}
      onChange={(value) => onChange((before) => ({ ...before, subject: { ...before.subject, [name]: value } }))}
      error={
        isPossiblePart(name, form.subject[name]) || form.subject[name].length < 2
          ? undefined
          : t('tokenWork.subject.impossible')
      }
      maxLength={200}
      {...more}
    />
  );
  const dn = subjectOf(form);
  return (
    <>
      <Choice
        look="segments"
        label={t('tokenWork.subject.how')}
        value={form.how}
        onChange={(how) => {
          onChange((before) => ({
            ...before,
            how,
            text: how === 'text' && before.text === '' ? distinguishedName(before.subject) : before.text,
          }));
        }}
        options={[
          { value: 'fields', name: t('tokenWork.subject.fields') },
          { value: 'text', name: t('tokenWork.subject.text') },
        ]}
      />
      {form.how === 'fields' ? (
        <>
          {part('cn')}
          <div className={layout.pair}>
            {part('o')}
            {part('ou')}
            {part('l')}
            {part('st')}
            {part('c', { hint: t('tokenWork.subject.cHint'), maxLength: 2 })}
            {part('e')}
          </div>
          {dn !== null && <p className={words.sub}>{t('tokenWork.subject.given', { dn: screenText(dn) })}</p>}
        </>
      ) : (
        <TextField
          label={t('tokenWork.subject.dn')}
          hint={t('tokenWork.subject.dnHint')}
          value={form.text}
          onChange={(text) => onChange((before) => ({ ...before, text }))}
          maxLength={2048}
          lines={3}
          mono
        />
      )}
    </>
  );
}
