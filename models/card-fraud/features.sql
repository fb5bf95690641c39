CREATE VIEW model_input AS
SELECT *,
       amount / habit_amount_mean_30d AS amount_to_habit,
       card_amount_sum_24h / holder_credit_limit AS limit_used
FROM featured;
