// SPDX-License-Identifier: Apache-2.0
import { localDay } from '../output/local-time.ts';
import { fillCounted } from '../output/counts.ts';
import { tableLines, type Row, type Style, type Terminal } from '../output/table.ts';
import { tokenTexts } from './token-texts.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import type { Language } from '../../../shared/i18n/language.ts';
import type {
  MissingLibrary,
  ModuleFacts,
  PinState,
  Token,
  TokenModule,
  TokenObject,
} from '../../../shared/schemas/token.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import { nameOf } from './pin-refusals.ts';

export function moduleFactLines(language: Language, facts: ModuleFacts): string[] {
  const text = tokenTexts[language];
  return [
    visibleText(facts.path),
    `  ${fillMessage(text.owner, { owner: visibleText(facts.owner ?? text.unknown) })}`,
    `  ${facts.writableByOthers ? text.writable : text.notWritable}`,
    `  ${facts.package === null ? text.noPackage : fillMessage(text.package, { package: visibleText(facts.package) })}`,
    `  ${text.standard[facts.standard]}`,
    `  SHA-256 ${facts.sha256}`,
  ];
}

export function moduleLines(language: Language, module: TokenModule): string[] {
  const text = tokenTexts[language];
  const facts = [
    text.moduleState[module.state],
    ...(module.standard === 'skf' ? [text.standard.skf] : []),
    ...(module.slots === null ? [] : [fillCounted(language, text.slots, { slots: module.slots })]),
    ...(module.faults === 0 ? [] : [fillCounted(language, text.faults, { faults: module.faults })]),
  ];
  return [`${visibleText(module.name)}${text.colon}${facts.join(text.comma)}`, `  ${visibleText(module.path)}`];
}

export function missingLine(language: Language, { name, usb, files }: MissingLibrary): string {
  const text = tokenTexts[language];
  return fillMessage(text.missingLibrary, { name, usb, files: files.join(text.comma) });
}

const pinStyles: Readonly<Partial<Record<PinState, Style>>> = { low: 'yellow', final: 'red', locked: 'red' };

export function tokenLines(language: Language, tokens: readonly Token[], terminal: Terminal): string[] {
  const { columns } = tokenTexts[language];
  return tableLines(
    [
      { title: columns.name, wraps: true },
      { title: columns.pin },
      { title: columns.use, leaves: 1 },
      { title: columns.serial },
      { title: 'ID' },
    ],
    tokens.map((token) => tokenRow(language, token)),
    terminal,
  );
}

function tokenRow(language: Language, token: Token): Row {
  const text = tokenTexts[language];
  const { initialised, pin, managed, wrongPins, lastTry, tries } = token;
  const pinStyle = initialised ? pinStyles[pin] : undefined;
  const warnings = [
    ...(wrongPins === 0 ? [] : [fillMessage(text.wrongPins, { wrong: wrongPins })]),
    ...(lastTry ? [text.lastTry] : []),
  ];
  const made = [token.maker, token.model, token.reader, token.moduleName].filter((part) => part !== '');
  return {
    cells: [
      { text: visibleText(nameOf(token) || token.reader) },
      { text: initialised ? text.pinState[pin] : text.notInitialised, ...(pinStyle && { style: pinStyle }) },
      { text: managed ? text.managed : text.readOnly },
      { text: visibleText(token.serial || '-') },
      { text: token.id.slice(0, 8), style: 'dim' },
    ],
    notes: [
      ...(tries.user === null
        ? []
        : [{ text: fillCounted(language, text.triesLeft, { left: tries.user }), style: 'dim' as const }]),
      ...(initialised && warnings.length > 0 ? [{ text: warnings.join(text.comma), style: 'red' as const }] : []),
      { text: made.map(visibleText).join(text.comma), style: 'dim' },
      ...(token.standard === 'skf' ? [{ text: text.unverified, style: 'yellow' as const }] : []),
    ],
  };
}

export function objectLine(language: Language, object: TokenObject): string {
  const text = tokenTexts[language];
  const { certificate, key } = object;
  const columns = [
    text.objectClass[object.class],
    ...(object.algorithm === null ? [] : [object.algorithm]),
    ...(object.label === '' ? [] : [`“${visibleText(object.label)}”`]),
    ...(certificate ? [visibleText(certificate.displayName), localDay(certificate.notAfter)] : []),
    ...(key?.madeHere === true ? [text.madeHere] : []),
    ...(key?.exportable === true ? [text.exportable] : []),
    ...(key?.pinEachTime === true ? [text.pinEachTime] : []),
    ...(object.sizeBytes === null ? [] : [fillCounted(language, text.bytes, { bytes: object.sizeBytes })]),
  ];
  return `${object.id.slice(0, 8)}${object.id.slice(64)}  ${columns.join('  ')}`;
}
