/**
 * Takes out of what arrives what nobody in front of a screen should read: e-mails, addresses of the network, session
 * ids, tokens, query strings, and whatever stands under a name such as `password`.
 *
 * It knows neither sources nor events: a payload that nobody maps is masked as well as one that is understood. UUIDs
 * stay, since shops use them as ids. What is taken out is gone, and no two calls need to agree.
 */
import { DEPTH_LIMIT, shortHash } from './key.ts';
import { isPlain, tidy } from './text.ts';

/** Characters of a copy: three times what Reverb lets through. */
export const COPY_LIMIT = 32_000;
/** What a value takes beside its text. */
const VALUE_SIZE = 8;
/** Longer texts, such as a stack trace, are cut. */
export const MASKED_TEXT_LIMIT = 2_000;
const HIDDEN = '•••';
const CUT = '…';
const UNREADABLE = 'cannot be read';

/** One look that clears nearly every text; whatever it lets through is looked at closely. */
const SUSPECT =
	/@|%40|:\/\/|\d\.\d{1,3}\.\d|::|(?:[\da-f]{1,4}:){5}|[\w+/=-]{32}|\?[\w%.[\]-]+=|bearer\s|eyJ[\w-]|(?:passw|pwd|secret|token|key|session|cookie|authori|signature)[\w-]*["']?\s{0,4}[:=]/i;

const URL_TEXT = /\b([a-z][a-z\d+.-]{1,20}:\/\/)([^\s"'<>]+)/gi;
const QUERY = /\?[\w%.[\]-]+=[^\s"'<>]*/g;
const ASSIGNED =
	/((?:password|passwd|pwd|secret|token|api[_-]?key|session(?:[_-]?id)?|cookie|authori[sz]ation|signature)["']?\s{0,4}[:=]\s{0,4}["']?)(?:(?:bearer|basic)\s+)?[^\s"',;&}•]+/gi;
const BEARER = /\b(bearer)\s+[\w.~+/=|-]{8,}/gi;
const JWT = /eyJ[\w-]{4,}\.[\w-]{2,}(?:\.[\w-]*)?/g;
const EMAIL =
	/([^\s@<>()[\]{},;:"'\\/=&?#|•]{1,64})["']?(?:@|%40)([\p{L}\p{N}](?:[\p{L}\p{N}.-]{0,252}[\p{L}\p{N}])?)/gu;
const IPV4 =
	/(?<![\d.])(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)\.){3}(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?!\d|\.\d)/g;
const COLONS = /(?:(?<![\w:.])[\da-f]{0,4}|(?<=:)[\da-f]{1,4}):(?:[\da-f]{0,4}:){1,6}[\da-f]{0,4}(?![\w:])/gi;
const RUN = /[\w+/=-]{32,}/g;
const UUID = /[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}/gi;
/** A part of a name such as `summer-sale-2026-over-100`; what is drawn by lot mixes letters and digits for longer. */
const WORDY = /^(?:[A-Z]?[a-z]*|[A-Z]+|\d+|[a-z\d]{1,8}|[A-Z\d]{1,8})$/;

/** The text with e-mails, network addresses, tokens and query strings taken out; at most 2,000 characters of it. */
export function maskText(text: string): string {
	const bounded = text.length > MASKED_TEXT_LIMIT ? cutBetweenWords(text) : text;
	// An invisible letter within an address must not save it.
	const clean = isPlain(bounded) ? bounded : tidy(bounded);
	if (!SUSPECT.test(clean)) return bounded;
	const masked = clean
		.replace(URL_TEXT, (_, scheme: string, rest: string) => scheme + withoutQuery(rest))
		.replace(QUERY, `?${HIDDEN}`)
		.replace(ASSIGNED, `$1${HIDDEN}`)
		.replace(BEARER, `$1 ${HIDDEN}`)
		.replace(JWT, HIDDEN)
		.replace(EMAIL, (_, local: string, domain: string) => `${[...local][0] ?? ''}${HIDDEN}@${domain}`)
		.replace(IPV4, HIDDEN)
		.replace(COLONS, (found) => (isIpv6(found) ? HIDDEN : found))
		.replace(RUN, (run) => (isToken(run) ? HIDDEN : run));
	return masked === clean ? bounded : masked;
}

/** An id that would be masked, still distinct from every other: `a•••@example.com~k3f9qz1`. */
export function maskIdentity(id: string): string {
	const masked = maskText(id);
	return masked === id ? id : `${masked}~${shortHash(id)}`;
}

/** A text that stands under a secret name. */
export function hideText(text: string): string {
	if (text.trim() === '') return text;
	const masked = text.includes('@') ? maskText(text) : text;
	return masked === text ? HIDDEN : masked;
}

/** An id that stands under a secret name. */
export function hideIdentity(id: string): string | null {
	return id.trim() === '' ? null : `${hideText(id)}~${shortHash(id)}`;
}

/** A cut within an address would leave a part that no rule knows. */
function cutBetweenWords(text: string): string {
	let end = MASKED_TEXT_LIMIT;
	while (end > 0 && !/[\s"'<>(),;{}[\]|]/.test(text.charAt(end - 1))) end -= 1;
	return text.slice(0, end) + CUT;
}

/** Scheme, host and path; neither who asks nor what for. */
function withoutQuery(rest: string): string {
	const end = rest.search(/[?#]/);
	const place = end < 0 ? rest : rest.slice(0, end);
	const slash = place.indexOf('/');
	const host = slash < 0 ? place : place.slice(0, slash);
	const path = slash < 0 ? '' : place.slice(slash);
	return (
		host.slice(host.lastIndexOf('@') + 1) + path + (end < 0 || end === rest.length - 1 ? '' : `?${HIDDEN}`)
	);
}

/** `12:04:02` is none. */
function isIpv6(text: string): boolean {
	return text.includes('::') ? /[\da-f]/i.test(text) : text.split(':').length === 8;
}

function isToken(run: string): boolean {
	const rest = run.replace(UUID, '');
	if (rest.length < 32 || !/\d/.test(rest) || !/[a-z]/i.test(rest)) return false;
	return rest.split(/[-_+/=]/).some((part) => !WORDY.test(part));
}

const SECRET_NAME =
	/^(?:ip|session|sess|auth|bearer|jwt|pin|cvv|cvc|otp|iban|csrf|xsrf|lat|lng|latitude|longitude)$|(?:token|passw(?:or)?d|pwd|secret|apikey|privatekey|e?mail|address|sessionid|authori[sz]ation|cookies?|useragent|phone(?:number)?|mobile|signature|credentials?|cardnumber)$/;
const IP_NAME = /(?:^|[^a-z])ip$|[a-z]I[pP]$/;

/** Whether what stands under this name is nobody's business, however it is spelt: `ip_address`, `sessionId`. */
export function isSecretName(name: string): boolean {
	return SECRET_NAME.test(name.toLowerCase().replace(/[^a-z\d]/g, '')) || IP_NAME.test(name);
}

interface Name {
	readonly masked: string;
	readonly isSecret: boolean;
	readonly isSession: boolean;
}

// A shop has some hundred names; one that makes up new ones in every message must not fill the memory.
const NAMES_KEPT = 2_000;
const names = new Map<string, Name>();

function nameOf(name: string): Name {
	const kept = names.get(name);
	if (kept !== undefined) return kept;
	const known = {
		// Whoever copies the copy must not meet a key that is none.
		masked: name === '__proto__' ? '(__proto__)' : maskIdentity(name),
		isSecret: isSecretName(name),
		isSession: name.toLowerCase() === 'session',
	};
	if (names.size < NAMES_KEPT) names.set(name, known);
	return known;
}

interface Budget {
	/** Characters. */
	left: number;
}

/** A copy for eyes: plain JSON, bounded in depth and size, without what is secret. Never throws, whatever it is given. */
export function mask(payload: unknown): unknown {
	return copy(payload, { left: COPY_LIMIT }, DEPTH_LIMIT, false);
}

function copy(value: unknown, budget: Budget, levels: number, isSecret: boolean): unknown {
	switch (typeof value) {
		case 'string':
			return copyText(value, budget, isSecret);
		case 'number':
			return isSecret ? HIDDEN : Number.isFinite(value) ? value : String(value);
		case 'bigint':
			return isSecret ? HIDDEN : String(value);
		case 'boolean':
			return value;
		case 'object':
			return value === null ? null : copyObject(value, budget, levels, isSecret);
		default:
			return null;
	}
}

function copyText(text: string, budget: Budget, isSecret: boolean): string {
	const masked = isSecret ? hideText(text) : maskText(text);
	budget.left -= masked.length;
	return masked;
}

function copyObject(value: object, budget: Budget, levels: number, isSecret: boolean): unknown {
	if (levels === 0) return CUT;
	try {
		return Array.isArray(value)
			? copyList(value, budget, levels - 1, isSecret)
			: copyEntries(value as Record<string, unknown>, budget, levels - 1, isSecret);
	} catch {
		// Not JSON: a getter that throws, a proxy that was revoked.
		return UNREADABLE;
	}
}

function copyList(list: readonly unknown[], budget: Budget, levels: number, isSecret: boolean): unknown[] {
	const copied: unknown[] = [];
	for (let index = 0; index < list.length; index += 1) {
		if (budget.left <= 0) return [...copied, CUT];
		budget.left -= VALUE_SIZE;
		copied.push(copy(list[index], budget, levels, isSecret));
	}
	return copied;
}

function copyEntries(
	value: Record<string, unknown>,
	budget: Budget,
	levels: number,
	isSecret: boolean,
): object {
	const copied: Record<string, unknown> = {};
	for (const key of Object.keys(value)) {
		if (budget.left <= 0) {
			copied[CUT] = CUT;
			break;
		}
		budget.left -= VALUE_SIZE + key.length;
		const name = nameOf(key);
		const inner = value[key];
		// What is kept of a session in its own object has names of its own.
		const isHidden = isSecret || (name.isSecret && !(name.isSession && typeof inner === 'object'));
		copied[name.masked] = copy(inner, budget, levels, isHidden);
	}
	return copied;
}
