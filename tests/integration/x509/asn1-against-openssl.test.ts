// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { readAsn1Tree } from '../../../main/x509/der/asn1-tree.ts';
import { element, sequence } from '../../../main/x509/der/der-writer.ts';
import { asn1TreeSchema, type Asn1Node } from '../../../shared/schemas/certificates/asn1.ts';
import { corporaFolder, corpusCertificates, corpusRows } from '../../support/corpora.ts';
import { missingTools } from '../../support/formats/peer-tools.ts';

const missing = missingTools('openssl');

/** The tree in the columns of `openssl asn1parse`, without elements inside strings. */
function flat(node: Asn1Node, depth = 0): string[] {
  const own = `${node.offset} d=${depth} hl=${node.headerLength} l=${node.length} ${node.constructed ? 'cons' : 'prim'} ${node.tag}`;
  return [own, ...(node.constructed ? node.children.flatMap((child) => flat(child, depth + 1)) : [])];
}

function byOpenssl(der: Uint8Array): string[] {
  const options = { input: der, stdio: ['pipe', 'pipe', 'pipe'] as ['pipe', 'pipe', 'pipe'] };
  const text = execFileSync('openssl', ['asn1parse', '-inform', 'DER'], options).toString('latin1');
  return [...text.matchAll(/^ *(\d+):d=(\d+) +hl=(\d+) +l= *(\d+) (cons|prim): (.{18})/gm)].map(
    ([, offset, depth, header, length, form, tag = '']) =>
      `${offset} d=${depth} hl=${header} l=${length} ${form} ${tag.trim()}`,
  );
}

describe.skipIf(missing.length > 0 || corporaFolder === null)('raw ASN.1 against openssl asn1parse', () => {
  test('[L03] finds the same elements at the same offsets in a sample of the corpora', () => {
    const rows = corpusRows().filter(({ expected }) => expected === 'parse');
    const certificates = rows.flatMap((row) => corpusCertificates(row)).filter((_, index) => index % 20 === 0);
    expect(certificates.length).toBeGreaterThan(40);
    for (const der of certificates) {
      const tree = asn1TreeSchema.parse(readAsn1Tree(der));
      expect(flat(tree.root)).toEqual(byOpenssl(der));
      expect(tree.truncated).toBe(false);
    }
  });

  test('[F07] [L03] every certificate of the corpora becomes a tree, or is refused with a code', () => {
    for (const row of corpusRows()) {
      for (const der of row.kind === 'der' || row.kind.startsWith('pem') ? corpusCertificates(row) : []) {
        try {
          expect(readAsn1Tree(der).nodes).toBeLessThanOrEqual(5000);
        } catch (error) {
          expect(error).toMatchObject({ code: 'damaged' });
        }
      }
    }
  });
});

test('[F07] [L03] truncates a tree with too many or too deep elements, and says so', () => {
  const wide = readAsn1Tree(sequence(...Array.from({ length: 6000 }, () => element(0x05))));
  expect({ nodes: wide.nodes, truncated: wide.truncated, children: wide.root.children.length }).toEqual({
    nodes: 5000,
    truncated: true,
    children: 4999,
  });
  let deep = sequence();
  for (let depth = 0; depth < 500; depth++) deep = sequence(deep);
  expect(readAsn1Tree(deep)).toMatchObject({ truncated: true });
});

test('[L03] decodes OIDs with their names, text, numbers, dates and the content of octet strings', () => {
  const hex = '302b 0603550403 0c06e5bca0e4b889 0202ff01 170d3236303130323033303430355a 0101ff 0406 3004 0500 0500';
  const { root } = readAsn1Tree(Buffer.from(hex.replaceAll(' ', ''), 'hex'));
  expect(root.children.map(({ tag, value, name }) => [tag, value, name])).toEqual([
    ['OBJECT', '2.5.4.3', 'CN'],
    ['UTF8STRING', '张三', null],
    ['INTEGER', '-ff', null],
    ['UTCTIME', '2026-01-02T03:04:05Z', null],
    ['BOOLEAN', 'TRUE', null],
    ['OCTET STRING', '300405000500', null],
  ]);
  expect(root.children.at(-1)?.children[0]?.children.map(({ offset, tag }) => [offset, tag])).toEqual([
    [41, 'NULL'],
    [43, 'NULL'],
  ]);
});
