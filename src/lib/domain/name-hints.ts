/** What is probably wrong with the name of a message that no source maps. */
import { formatText } from './format.ts';

const NAMESPACE = /^\\?App\\Events\\/;

/** A sentence on why a name is not known, when it nearly is; null when nothing comes near. Names are as on the wire. */
export function hintFor(name: string, knownNames: readonly string[]): string | null {
	if (knownNames.includes(name)) return `${quote(name)} is mapped, but not on this channel.`;
	if (name.startsWith('.') && knownNames.includes(name.slice(1))) {
		return `Sent with a leading dot. The dot belongs to the listener; broadcastAs() should say ${quote(name.slice(1))}.`;
	}
	const isCaseOnly = (known: string) => known.toLowerCase() === name.toLowerCase();
	const sameLetters = knownNames.find(isCaseOnly);
	if (sameLetters !== undefined)
		return `Differs from the mapped ${quote(sameLetters)} in upper and lower case only.`;
	const bare = plain(name);
	const near = bare === '' ? undefined : knownNames.find((known) => plain(known) === bare);
	if (NAMESPACE.test(name)) {
		const first = `A class name: the shop's event has no broadcastAs(), or a listener's name lost its leading dot.`;
		return near === undefined
			? `${first} A mapping needs it whole, backslashes included.`
			: `${first} The mapping knows it as ${quote(near)}.`;
	}
	if (near === undefined) return null;
	return NAMESPACE.test(near)
		? `The mapping knows it as the class name ${quote(near)}; since then the event has been given a broadcastAs().`
		: `Differs from the mapped ${quote(near)} in dots, separators or case only.`;
}

/** The letters and digits alone; what Laravel adds to a class name is taken off. */
function plain(name: string): string {
	return name
		.replace(NAMESPACE, '')
		.replace(/[^\p{L}\p{N}]+/gu, '')
		.toLowerCase()
		.replace(/(.)event$/, '$1');
}

function quote(name: string): string {
	return `“${formatText(name, 60)}”`;
}
