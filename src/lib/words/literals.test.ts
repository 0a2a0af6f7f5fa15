import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse, type AST } from 'svelte/compiler';
import { describe, expect, test } from 'vitest';

const SRC = fileURLToPath(new URL('../../', import.meta.url));
/** Is shown to those who work on the page, in their own language, and is in no build. */
const NOT_SHOWN = ['routes/gallery/'];
/** Names are the same in every language. */
const NAMES = ['Watchfloor'];
/** Attributes and properties that somebody reads or hears. */
const SPOKEN =
	/^(aria-(label|description|roledescription|valuetext|placeholder)|title|placeholder|alt|label|caption|legend|hint|note|again|heading|summary|detail|text|why|empty|unit)$/;

function componentsIn(folder: string): string[] {
	return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
		const path = join(folder, entry.name);
		if (entry.isDirectory()) return componentsIn(path);
		return entry.name.endsWith('.svelte') ? [path] : [];
	});
}

function isWord(text: string): boolean {
	const left = NAMES.reduce((rest, name) => rest.replaceAll(name, ''), text);
	return /\p{L}/u.test(left);
}

type Expression = AST.ExpressionTag['expression'];

/** What a component says by itself, in the order in which it stands there. */
function literalsOf(source: string): string[] {
	const found: string[] = [];
	const say = (text: string) => {
		if (isWord(text)) found.push(text.replace(/\s+/g, ' ').trim());
	};
	/** Literals that an expression may give: `isLate ? 'late' : name`, `'late ' + name`, `late ${name}`. */
	const sayExpression = (node: Expression): void => {
		if (node.type === 'Literal' && typeof node.value === 'string') say(node.value);
		if (node.type === 'TemplateLiteral') {
			for (const { value } of node.quasis) say(value.cooked ?? '');
			node.expressions.forEach(sayExpression);
		}
		if (node.type === 'ConditionalExpression') [node.consequent, node.alternate].forEach(sayExpression);
		if (node.type === 'LogicalExpression') [node.left, node.right].forEach(sayExpression);
		// What is compared is not shown.
		if (node.type === 'BinaryExpression' && node.operator === '+' && node.left.type !== 'PrivateIdentifier')
			[node.left, node.right].forEach(sayExpression);
	};
	const visit = (node: unknown): void => {
		if (typeof node !== 'object' || node === null) return;
		if (Array.isArray(node)) {
			node.forEach(visit);
			return;
		}
		const { type } = node as AST.BaseNode;
		if (type === 'Text') say((node as AST.Text).data);
		if (type === 'ExpressionTag') sayExpression((node as AST.ExpressionTag).expression);
		if (type === 'Attribute') {
			const { name, value } = node as AST.Attribute;
			// Snippets and handlers are markup and code.
			if (SPOKEN.test(name)) visit(value);
			return;
		}
		if (['StyleSheet', 'StyleDirective', 'ClassDirective', 'Script', 'Comment'].includes(type)) return;
		if (!/^[A-Z]/.test(type ?? 'Root')) return;
		for (const [key, child] of Object.entries(node)) {
			if (key !== 'expression' && key !== 'test' && key !== 'context' && key !== 'key') visit(child);
		}
	};
	visit(parse(source, { modern: true }).fragment);
	return found;
}

describe('words in markup', () => {
	test('are found wherever somebody would read them', () => {
		expect(
			literalsOf(`
				<script>const ignored = 'in code';</script>
				<!-- a comment --><p class="in-a-class" aria-label="said">shown {count} times</p>
				<Panel title="a title" glyph="check" note={isLate ? 'late' : name} {text} onpress={() => 'done'}>
					{#if kind === 'order'}in a branch{:else}{name ?? 'nobody'}{/if}
					{#each rows as row (row.id)}{\`\${row.count} rows\`}{/each}
				</Panel>
				<p style:--x="{width}px">Watchfloor · 12:00 → {'all ' + 1}</p>`),
		).toEqual([
			...['said', 'shown', 'times', 'a title', 'late'],
			...['in a branch', 'nobody', 'rows', 'all'],
		]);
	});

	const components = componentsIn(SRC)
		.map((path) => relative(SRC, path))
		.filter((path) => NOT_SHOWN.every((folder) => !path.startsWith(folder)));

	test.each(components)('are in the catalogue, not in %s', (path) => {
		expect(literalsOf(readFileSync(join(SRC, path), 'utf8'))).toEqual([]);
	});
});
