import { createElement } from "react";
import type { ItemValue, MatrixRowModel, QuestionMatrixModel } from "survey-core";
import { ReactQuestionFactory, SurveyQuestionElementBase } from "survey-react-ui";
import { textsFor } from "./survey-texts.ts";

/** A matrix as a list of rows: one card a row on a phone, a table of aligned columns where there is room. */
class MatrixCards extends SurveyQuestionElementBase {
  private get question(): QuestionMatrixModel {
    return this.questionBase as QuestionMatrixModel;
  }

  protected override getStateElements() {
    return [this.question, ...this.question.visibleRows];
  }

  protected override renderElement() {
    const { question } = this;
    const columns: ItemValue[] = question.visibleColumns;
    return (
      <div className="matrix" ref={(root: HTMLElement | null) => this.setControl(root)} data-columns={columns.length}>
        <div className="matrix-head" aria-hidden="true">
          <span />
          <div className="matrix-options">
            {columns.map((column) => (
              <span key={String(column.value)}>{column.locText.renderedHtml}</span>
            ))}
          </div>
        </div>
        {question.visibleRows.map((row: MatrixRowModel) => this.renderRow(row, columns))}
      </div>
    );
  }

  private renderRow(row: MatrixRowModel, columns: readonly ItemValue[]) {
    const { question } = this;
    const missing = row.hasError ? textsFor(question).rowMissing : "";
    return (
      <fieldset key={String(row.name)} className={row.hasError ? "matrix-row missing" : "matrix-row"}>
        <legend>
          {row.locText.renderedHtml}
          {missing && <span className="row-problem">（{missing}）</span>}
        </legend>
        <div className="matrix-options">{columns.map((column) => this.renderOption(row, column))}</div>
      </fieldset>
    );
  }

  private renderOption(row: MatrixRowModel, column: ItemValue) {
    const { question } = this;
    const choose = () => {
      row.value = column.value;
      this.forceUpdate();
    };
    return (
      <label key={String(column.value)} className="matrix-option">
        <input
          type="radio"
          name={row.fullName}
          value={String(column.value)}
          checked={row.isChecked(column)}
          disabled={question.isInputReadOnly}
          onChange={choose}
        />
        <span>{column.locText.renderedHtml}</span>
      </label>
    );
  }
}

/** Draws every matrix question in this way. */
export function registerMatrixCards(): void {
  ReactQuestionFactory.Instance.registerQuestion("matrix", (props) => createElement(MatrixCards, props as never));
}
