import type { AlertView } from '$lib/domain/system.ts';
import type { GlyphName } from '$lib/ui/glyphs.ts';
import { say } from '$lib/words/words.ts';

interface Look {
	readonly glyph: GlyphName;
	/** Of the mark beside text on the panel's own ground. */
	readonly markClass: string;
	/** Of an open alert. Only the worst is filled. */
	readonly cardClass: string;
}

const LOOKS: Record<AlertView['severity'], Look> = {
	critical: {
		glyph: 'octagon',
		markClass: 'text-crit',
		cardClass: 'border-plate bg-plate text-plate-ink',
	},
	high: { glyph: 'triangle', markClass: 'text-warn', cardClass: 'border-warn bg-warn-wash' },
	medium: { glyph: 'diamond', markClass: '', cardClass: 'bg-raised' },
	low: { glyph: 'note', markClass: 'text-ink-2', cardClass: 'bg-raised' },
};

/** How bad something is: a shape first, a word, and colour last. */
export function severityLook(severity: AlertView['severity']): Look & { readonly word: string } {
	return { ...LOOKS[severity], word: say().severities[severity] };
}
