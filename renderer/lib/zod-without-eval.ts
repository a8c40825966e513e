// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';

// zod 4 probes `new Function` when it builds a schema; the CSP forbids it and would report a violation.
// Imported first in the entry: ES modules run in the order of their imports.
z.config({ jitless: true });
