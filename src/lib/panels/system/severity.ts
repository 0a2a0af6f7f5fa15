import type { AlertView } from '$lib/domain/system.ts';
import type { GlyphName } from '$lib/ui/glyphs.ts';

interface Look {
	readonly word: string;
	readonly glyph: GlyphName;
	/** Of the mark beside text on the panel's own ground. */
	readonly markClass: string;
	/** Of an open alert. Only the worst is filled. */
	readonly cardClass: string;
}

const LOOKS: Record<AlertView['severity'], Look> = {
	critical: {
		word: 'Critical',
		glyph: 'octagon',
		markClass: 'text-crit',
		cardClass: 'border-plate bg-plate text-plate-ink',
	},
	high: { word: 'High', glyph: 'triangle', markClass: 'text-warn', cardClass: 'border-warn bg-warn-wash' },
	medium: { word: 'Medium', glyph: 'diamond', markClass: '', cardClass: 'bg-raised' },
	low: { word: 'Low', glyph: 'note', markClass: 'text-ink-2', cardClass: 'bg-raised' },
};

/** How bad something is: a shape first, a word, and colour last. */
export function severityLook(severity: AlertView['severity']): Look {
	return LOOKS[severity];
}
