import { describeIsolation } from './isolation.ts';

describeIsolation({ estates: 4, everyField: false });
