// SPDX-License-Identifier: Apache-2.0
import type { ValidationAnswer } from '../../shared/schemas/trust/validation.ts';
import type { SystemRoot } from '../certificates/system-roots.ts';
import type { ParseClient } from '../parser/parse-client.ts';
import { createAnchorsService, type AnchorsService } from './anchors.ts';
import { gatherQuestion, type QuestionSources, type ValidationRequest } from './gather-question.ts';
import { createPathChecks, type PathChecks } from './path-checks.ts';
import { systemResolver } from '../net/address-rule.ts';
import { createRevocationService, type RevocationService } from './revocation/revocation-service.ts';

export interface TrustService {
  readonly anchors: AnchorsService;
  readonly checks: PathChecks;
  readonly revocation: RevocationService;
  /** Validates offline (RFC 5280 §6). Errors: those of `gatherQuestion` and the parse child. */
  validate(request: ValidationRequest): Promise<ValidationAnswer>;
}

export interface TrustOptions extends QuestionSources {
  readonly parse: ParseClient;
  readonly background: ParseClient;
  readonly systemRoots: () => readonly SystemRoot[];
  readonly now: () => Date;
}

export function createTrustService({ parse, background, systemRoots, now, ...sources }: TrustOptions): TrustService {
  return {
    anchors: createAnchorsService({ ...sources, parse, systemRoots }),
    checks: createPathChecks({ ...sources, parse: background, systemRoots, now }),
    revocation: createRevocationService({ ...sources, parse, now, resolve: systemResolver }),
    async validate(request) {
      const { input, naming } = await gatherQuestion(request, sources);
      try {
        const { verdicts: _, ...answer } = await parse.run('validate', input);
        return answer;
      } catch (error) {
        throw naming(error);
      }
    },
  };
}
