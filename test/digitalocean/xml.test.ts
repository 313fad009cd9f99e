import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NotXmlError, readXml, type XmlElement } from '../../src/digitalocean/xml.ts';

test('elements, their text and what is in them are read, attributes and white space between are let go of', () => {
  const source = `\ufeff<?xml version="1.0" encoding="UTF-8"?>
    <All xmlns="http://a/" x='y'>
      <Owner><ID>1</ID></Owner> <Buckets/>
      <Empty></Empty><Name> a &lt;b&gt; &amp;&#x41;&#66; &quot;&apos;\n</Name>
    </All>\n`;
  const leaf = (name: string, text = ''): XmlElement => ({ name, text, children: [] });
  expect(readXml(source)).toEqual({
    name: 'All',
    text: '',
    children: [
      { name: 'Owner', text: '', children: [leaf('ID', '1')] },
      leaf('Buckets'),
      leaf('Empty'),
      leaf('Name', ' a <b> &AB "\'\n'),
    ],
  });
});

test.each([
  ['nothing', ''],
  ['a page', '<!DOCTYPE html><html><body><br></body></html>'],
  ['a document type with entities', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'],
  ['an entity of its own', '<a>&b;</a>'],
  ['a bare ampersand', '<a>b & c</a>'],
  ['a character that is none', '<a>&#x110000;</a>'],
  ['a comment', '<a><!-- b --></a>'],
  ['raw text', '<a><![CDATA[b]]></a>'],
  ['an instruction', '<a><?b c?></a>'],
  ['what is cut short', '<a><b>c</b>'],
  ['what ends in another name', '<a></b>'],
  ['ends without a beginning', '</a>'],
  ['text among elements', '<a>b<c/></a>'],
  ['two roots', '<a/><b/>'],
  ['text after the root', '<a></a>b'],
  ['an attribute without quotes', '<a b=c></a>'],
  ['elements without end', '<a>'.repeat(10_000)],
])('%s is refused, and nothing of it repeated', (_what, source) => {
  expect(() => readXml(source)).toThrow(NotXmlError);
  expect(() => readXml(source)).toThrow(/^it is no such XML as S3 sends, from character \d+ on$/);
});

test('whatever is written is read as it was', () => {
  const name = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_.-]{0,8}$/);
  const text = fc.string({ unit: 'binary' }).map((each) => each.replaceAll('\r', ' '));
  const { element } = fc.letrec<{ element: XmlElement }>((tie) => ({
    element: fc.oneof(
      { depthSize: 'small' },
      fc.record({ name, text, children: fc.constant([]) }),
      fc.record({ name, text: fc.constant(''), children: fc.array(tie('element'), { minLength: 1, maxLength: 3 }) }),
    ),
  }));
  const escaped = (each: string) => each.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const written = (each: XmlElement): string =>
    `<${each.name}>${each.children.length > 0 ? each.children.map(written).join('\n') : escaped(each.text)}</${each.name}>`;
  const deep = (each: XmlElement): number => 1 + Math.max(0, ...each.children.map(deep));
  fc.assert(
    fc.property(element, (each) => {
      fc.pre(deep(each) <= 16);
      expect(readXml(written(each))).toEqual(each);
    }),
    { numRuns: 300, seed: 4 },
  );
});

test('any text at all is read or refused, at once', () => {
  const pieces = fc.constantFrom('<a>', '</a>', '<a/>', ' ', '&amp;', '&', 'b', '<a b="', '"', '<', '>', '<?xml ?>');
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 60 }), (some) => {
      try {
        readXml(some.join(''));
      } catch (error) {
        expect(error).toBeInstanceOf(NotXmlError);
      }
    }),
    { numRuns: 500, seed: 4 },
  );
  const began = performance.now();
  expect(() => readXml(`<a${' b="c"'.repeat(50_000)}`)).toThrow(NotXmlError);
  expect(() => readXml(`<a>${'&'.repeat(1_000_000)}`)).toThrow(NotXmlError);
  expect(performance.now() - began).toBeLessThan(1000);
});
