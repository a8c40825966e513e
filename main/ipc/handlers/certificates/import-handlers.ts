// SPDX-License-Identifier: Apache-2.0
import { basename } from 'node:path';
import { maxImportBytes } from '../../../../shared/domain/imports/import-limits.ts';
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import { takeDrafts } from '../../../imports/take-drafts.ts';
import type { EndedWebEnrolment } from '../../../../shared/schemas/enrolment/web-enrolment.ts';
import type { HandlerParts, Handlers } from '../../handler-types.ts';
import { holdersIn, ownIn, recordTwins } from './import-twins.ts';
import { dialogWords } from '../../dialog-words.ts';

const certificateExtensions = [
  'pfx',
  'p12',
  'cer',
  'crt',
  'der',
  'pem',
  'p7b',
  'p7c',
  'p7s',
  'key',
  'p8',
  'csr',
  'crl',
  'jks',
  'jceks',
  'sm2',
  // A vault from another computer.
  'sqlite',
];

export function importHandlers({ host, services, language }: HandlerParts) {
  const { imports, enrolment } = services;
  return {
    inspect: async (input, run) => {
      const preview = await imports.inspect(input, run);
      const unsafe = await services.losses.unsafeAmong(preview.report.certificates.map(({ sha256 }) => sha256));
      return { ...preview, holders: await holdersIn(services, preview), unsafe };
    },
    choose: async (_input, { signal, progress }) => {
      const words = dialogWords(language());
      const paths = await host.openFiles({
        title: words.openTitle,
        filters: [
          { name: words.certificateFiles, extensions: certificateExtensions },
          { name: words.allFiles, extensions: ['*'] },
        ],
        reading: { signal, onRead: (done, total) => progress(done / total, 'reading') },
      });
      return { files: paths.map((path) => ({ draftId: imports.addPath(path), fileName: basename(path) })) };
    },
    drop: async ({ fileName, base64 }) => {
      const bytes = Buffer.from(base64, 'base64');
      if (bytes.length > maxImportBytes) throw new AppError('file-too-large', { limit: maxImportBytes });
      return { draftId: imports.addBytes(bytes, { via: 'drop', fileName, path: null, downloadedFrom: null }) };
    },
    paste: async ({ text }) => ({
      draftId: imports.addBytes(Buffer.from(text, 'utf8'), {
        via: 'paste',
        fileName: null,
        path: null,
        downloadedFrom: null,
      }),
    }),
    commit: async ({ draftId, certificatesOnly, twins = [] }) => {
      const draft = { id: draftId, path: imports.pathOf(draftId) };
      const fresh = twins.length === 0 ? [] : ownIn(imports, draftId);
      const outcome = await imports.commit(draftId, {
        certificatesOnly: certificatesOnly === true,
      });
      // Errors here must not fail the finished import. Requests are settled again later.
      await recordTwins(services, fresh, twins).catch(() => undefined);
      const requests = await enrolment.settle().catch(() => []);
      const webEnrolments = await enrolment.webEnrolments.imported(draft, outcome).catch(() => []);
      const { added, known, keysAdded } = outcome;
      return { added, known, keysAdded, requests, webEnrolments };
    },
    take: async ({ draftIds, password, batch }, { signal, progress }) => {
      const { items, outcomes } = await takeDrafts(imports, draftIds, password, { signal, progress }, batch);
      const requests = outcomes.size === 0 ? [] : await enrolment.settle().catch(() => []);
      const webEnrolments: EndedWebEnrolment[] = [];
      for (const [id, { path, outcome }] of outcomes) {
        webEnrolments.push(...(await enrolment.webEnrolments.imported({ id, path }, outcome).catch(() => [])));
      }
      return { items, requests, webEnrolments };
    },
  } satisfies Partial<Handlers['imports']>;
}
