// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { allowButton, questionBox } from '../../../../main/hosts/electron/desktop/question-box.ts';

test('[X11] Enter, Escape and closing the system’s box mean no, and each fact has its line', () => {
  const facts = [
    { label: 'Certificate', value: 'Zhang San' },
    { label: 'Place', value: 'Firefox' },
  ];
  const box = questionBox({ language: 'en', title: 'Install?', facts, allow: 'Install', cancel: 'Cancel' });
  expect(box).toMatchObject({ defaultId: 0, cancelId: 0, buttons: ['Cancel', 'Install'] });
  expect(box.buttons?.[allowButton]).toBe('Install');
  expect(box.detail).toBe('Certificate: Zhang San\nPlace: Firefox');
});
