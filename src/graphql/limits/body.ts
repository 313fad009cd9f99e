import { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Limits } from './limits.ts';

/**
 * Holds the body of a request to its size. Yoga's own way counts every body through a stream, which costs more than all else about
 * a small request; but a body whose length was told is no longer than that, since Node's parser reads no further.
 */
export function useBodyLimit({ bodyBytes }: Limits): Plugin {
  const refuse = () => new GraphQLError('Request body too large', { extensions: { http: { status: 413 } } });
  return {
    onRequestParse({ request, requestParser, setRequestParser, fetchAPI }) {
      if (requestParser === undefined || request.method === 'GET') return;
      const told = request.headers.get('content-length');
      if (told !== null) {
        if (Number(told) > bodyBytes) throw refuse();
        return;
      }
      setRequestParser(async (streamed) => {
        const chunks: Uint8Array[] = [];
        let bytes = 0;
        // A loop would end the connection as it is left, and with it the answer.
        const reader = streamed.body?.getReader();
        for (let next = await reader?.read(); next?.value !== undefined; next = await reader?.read()) {
          bytes += next.value.byteLength;
          if (bytes > bodyBytes) throw refuse();
          chunks.push(next.value);
        }
        const { url, method, headers, signal } = streamed;
        return requestParser(new fetchAPI.Request(url, { method, headers, signal, body: Buffer.concat(chunks) }));
      });
    },
  };
}
