import type { InputProblem } from '../../inventory/classify.ts';
import { builder } from '../builder.ts';

export const UserError = builder.objectRef<InputProblem>('UserError').implement({
  description: 'Wrong input, said to whoever sent it. The mutation changed nothing.',
  fields: (t) => ({
    code: t.exposeString('code', { description: 'For programs: NOT_FOUND, INVALID or ALREADY_EXISTS.' }),
    message: t.exposeString('message', { description: 'For people: what is wrong and what to do.' }),
    path: t.exposeStringList('path', { description: 'The field of the input that is to be mended.' }),
  }),
});

/** The id in the input names nothing that the viewer could mean. */
export function notFound(field: string, what: string, listedBy: string): InputProblem {
  const message = `There is no such ${what}. Take an id that \`${listedBy}\` lists.`;
  return { code: 'NOT_FOUND', message, path: ['input', field] };
}
