import { describeIsolation } from './isolation.ts';

describeIsolation({ estates: 6, everyField: false });
