class CalculatorController < ApplicationController
  def run
    # ruleid: ruby.cwe-95.eval
    eval(params[:code])
    formula = params[:formula]
    # ruleid: ruby.cwe-95.eval
    @result = binding.eval("1 + #{formula}")
    # ruleid: ruby.cwe-95.eval
    Report.class_eval(params[:extension])
    # ruleid: ruby.cwe-95.eval
    Report.new.send(params[:action_name], params[:argument])
  end

  def safe
    # ok: ruby.cwe-95.eval
    JSON.parse(params[:code])
    # ok: ruby.cwe-95.eval
    eval("1 + 1")
    # ok: ruby.cwe-95.eval
    @result = eval("square(#{Integer(params[:number])})")
    # ok: ruby.cwe-95.eval
    Report.new.public_send("as_#{params[:format]}")
    # ok: ruby.cwe-95.eval
    Report.new.send("as_#{params[:format]}")
    # ok: ruby.cwe-95.eval
    Report.class_eval { attr_accessor :name }
  end

  def listed
    return unless ACTIONS.include?(params[:name])

    # ok: ruby.cwe-95.eval
    Report.new.send(params[:name])
  end
end
