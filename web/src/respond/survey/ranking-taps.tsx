import { createElement } from "react";
import type { ItemValue, QuestionRankingModel } from "survey-core";
import { ReactQuestionFactory, SurveyQuestionElementBase } from "survey-react-ui";
import { textsFor } from "./survey-texts.ts";

/** A ranking by tapping: the first tap gives place 1, the next place 2; a second tap takes a choice out. No dragging. */
class RankingTaps extends SurveyQuestionElementBase {
  /** Places given so far, where all choices must be ranked and fewer are not an answer yet. */
  private partial: unknown[] | null = null;

  private get question(): QuestionRankingModel {
    return this.questionBase as QuestionRankingModel;
  }

  protected override getStateElement() {
    return this.question;
  }

  private get chosen(): unknown[] {
    const { value } = this.question;
    return this.partial ?? (Array.isArray(value) ? value : []);
  }

  private get most(): number | null {
    const { question } = this;
    return question.selectToRankEnabled && question.maxSelectedChoices > 0 ? question.maxSelectedChoices : null;
  }

  private toggle(value: unknown): void {
    const { question, chosen } = this;
    const next = chosen.includes(value) ? chosen.filter((other) => other !== value) : [...chosen, value];
    const whole = question.selectToRankEnabled || next.length === question.visibleChoices.length;
    this.partial = whole ? null : next;
    question.value = whole ? next : undefined;
    this.forceUpdate();
  }

  protected override renderElement() {
    const { question, chosen, most } = this;
    const texts = textsFor(question);
    const full = most !== null && chosen.length >= most;
    return (
      <div className="ranking" ref={(root: HTMLElement | null) => this.setControl(root)}>
        <p className="hint" role="status">
          {texts.rankHint(chosen.length, question.minSelectedChoices, most)}
        </p>
        {question.visibleChoices.map((choice: ItemValue) => {
          const place = chosen.indexOf(choice.value) + 1;
          return (
            <button
              key={String(choice.value)}
              type="button"
              className="ranking-choice"
              aria-pressed={place > 0}
              disabled={question.isInputReadOnly || (full && place === 0)}
              onClick={() => this.toggle(choice.value)}
            >
              <span className="ranking-place" aria-hidden="true">
                {place > 0 ? place : ""}
              </span>
              <span>{choice.locText.renderedHtml}</span>
              {place > 0 && <span className="visually-hidden">{texts.rankPlace(place)}</span>}
            </button>
          );
        })}
      </div>
    );
  }
}

/** Draws every ranking question in this way. */
export function registerRankingTaps(): void {
  ReactQuestionFactory.Instance.registerQuestion("ranking", (props) => createElement(RankingTaps, props as never));
}
