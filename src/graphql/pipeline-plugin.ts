import type { ExecutionResult } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { ArcadiaError } from '../base/errors.ts';
import type { Context } from './context.ts';
import type { Pipeline } from './pipeline.ts';

/** Puts yoga's requests, HTTP and event streams, through the pipeline. */
export function usePipeline(pipeline: Pipeline): Plugin<Context> {
  return {
    onRequestParse({ request, url, endResponse, fetchAPI }) {
      if (request.method === 'GET') assertJson(url.searchParams);
      // A form on any page can send text and forms to us without asking; JSON it cannot.
      const type = request.headers.get('content-type') ?? '';
      if (request.method !== 'POST' || /^application\/([\w.+-]+\+)?json\s*(;|$)/i.test(type)) return;
      endResponse(new fetchAPI.Response(null, { status: 415, headers: { accept: 'application/json' } }));
    },
    onParams({ request, params, setParams }) {
      // What is no request at all is told by yoga.
      if (typeof params !== 'object' || params === null) return;
      // Of a URL it reads only what it knows.
      const {
        documentId = request.method === 'GET' ? new URL(request.url).searchParams.get('documentId') : null,
        ...rest
      } = params as typeof params & { documentId?: unknown }; // whatever was in the body
      const query = pipeline.textOf({ ...rest, documentId });
      setParams({ ...rest, query: query as string }); // yoga looks next whether it is one
    },
    onParse({ params, context, setParsedDocument }) {
      const { document, errors } = pipeline.read(String(params.source));
      if (document !== null) {
        const { operationName } = context.params;
        // Whatever was in the body: what is no name at all is told by yoga.
        if (typeof (operationName ?? '') === 'string') pipeline.assertOperation({ document, operationName });
        return setParsedDocument(document);
      }
      // Yoga sends one error out of the parser and a list out of the validation, and both go the same way to us.
      throw errors.length === 1 ? errors[0] : new AggregateError(errors);
    },
    onValidate({ setResult }) {
      setResult([]);
    },
    onExecute({ args, executeFn, setExecuteFn }) {
      const { cost, remaining } = pipeline.admit(
        { document: args.document, operationName: args.operationName, variables: args.variableValues },
        args.contextValue.viewer,
      );
      setExecuteFn((executed) => pipeline.trace(executed, () => pipeline.executeCompiled(executed, executeFn)));
      return {
        onExecuteDone({ result, setResult }) {
          if (Symbol.asyncIterator in result) return;
          const answer = result as ExecutionResult; // nothing here is delivered in increments
          setResult({ ...answer, extensions: { ...answer.extensions, cost, remaining } });
        },
      };
    },
    onSubscribe({ args }) {
      const { viewer, signal } = args.contextValue;
      const asked = { document: args.document, operationName: args.operationName, variables: args.variableValues };
      pipeline.admit(asked, viewer);
      const release = pipeline.admitSubscription(asked, viewer);
      signal.addEventListener('abort', release, { once: true });
      return {
        onSubscribeResult({ result }) {
          if (!(Symbol.asyncIterator in result)) return release();
          return { onEnd: release };
        },
        onSubscribeError: release,
      };
    },
  };
}

/** Yoga takes what is no JSON there for a mistake of its own. */
function assertJson(parameters: URLSearchParams): void {
  for (const name of ['variables', 'extensions']) {
    try {
      JSON.parse(parameters.get(name) || 'null');
    } catch {
      throw new ArcadiaError(
        'BAD_USER_INPUT',
        `The parameter ${name} is not JSON. Encode it as JSON, and that for the URL.`,
      );
    }
  }
}
