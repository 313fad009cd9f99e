import { longForm } from '../support/long.ts';
import { describeHostility } from './hostile.ts';

describeHostility({ requests: longForm({ whole: 10_000, ci: 3000 }) });
