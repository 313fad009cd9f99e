import { describeIsolation } from './isolation.ts';

describeIsolation({ estates: 60, everyField: true });
