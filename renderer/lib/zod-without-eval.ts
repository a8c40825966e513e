// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';

// zod 4 probes `new Function`: a CSP violation. Import first: modules run in import order.
z.config({ jitless: true });
