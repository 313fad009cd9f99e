import { longForm } from '../support/long.ts';
import { describeIsolation } from './isolation.ts';

describeIsolation({ estates: longForm({ whole: 60, ci: 15 }), everyField: longForm({ whole: true, ci: false }) });
