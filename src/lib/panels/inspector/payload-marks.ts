/** Finds in a payload's printed text the lines of the fields that could not be read. Knows JSON's indented form only. */

export interface Piece {
	/** Where it begins in the text. */
	readonly at: number;
	readonly text: string;
	readonly isMarked: boolean;
}

const INDENT = 2;

/** The text in pieces, those marked that stand at one of the paths, or at what should have held it. */
export function markPaths(text: string, paths: readonly string[]): readonly Piece[] {
	const lines = text.split('\n');
	const pathOf = pathsOfLines(lines);
	const known = new Set(pathOf);
	const wanted = new Set(paths.map((path) => nearest(path, known)).filter((path) => path !== null));
	const pieces: Piece[] = [];
	let at = 0;
	for (const [index, line] of lines.entries()) {
		const path = pathOf[index] ?? null;
		const end = index < lines.length - 1 ? '\n' : '';
		const body = line.trimStart();
		const indent = line.slice(0, line.length - body.length);
		if (path !== null && wanted.has(path)) {
			pieces.push({ at, text: indent, isMarked: false });
			pieces.push({ at: at + indent.length, text: body, isMarked: true });
			pieces.push({ at: at + line.length, text: end, isMarked: false });
		} else pieces.push({ at, text: line + end, isMarked: false });
		at += line.length + 1;
	}
	return pieces.filter((piece) => piece.text !== '');
}

/** The paths that a sentence such as `The order id at order.id is “x”, expected …` names. */
export function pathsIn(reason: string): readonly string[] {
	const [said = ''] = reason.replace(/“[^”]*”/g, '').split(', expected');
	return [...said.matchAll(/ (?:at|or) ([\p{L}\p{N}_$-]+(?:\.[\p{L}\p{N}_$-]+)*)/gu)].map(
		(match) => match[1] ?? '',
	);
}

function pathsOfLines(lines: readonly string[]): readonly (string | null)[] {
	const steps: string[] = [];
	/** By depth: the next index of a list, null within an object. */
	const indexes: (number | null)[] = [];
	return lines.map((line) => {
		const body = line.trimStart();
		const depth = (line.length - body.length) / INDENT;
		if (depth === 0 || /^[\]}]/.test(body)) {
			if (depth === 0) indexes[1] = body.startsWith('[') ? 0 : null;
			return null;
		}
		const index = indexes[depth] ?? null;
		const key = index === null ? keyOf(body) : String(index);
		if (key === null) return null;
		if (index !== null) indexes[depth] = index + 1;
		steps.length = depth - 1;
		steps.push(key);
		indexes[depth + 1] = body.endsWith('[') ? 0 : null;
		return steps.join('.');
	});
}

function keyOf(body: string): string | null {
	return /^"((?:[^"\\]|\\.)*)":/.exec(body)?.[1] ?? null;
}

/** A path that leads nowhere is missed in the last of its steps that is there. */
function nearest(path: string, known: ReadonlySet<string | null>): string | null {
	if (known.has(path)) return path;
	const cut = path.lastIndexOf('.');
	return cut === -1 ? null : nearest(path.slice(0, cut), known);
}
